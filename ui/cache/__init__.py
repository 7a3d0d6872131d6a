"""Every Streamlit cache: short wrappers over cnncore, all bounded."""
