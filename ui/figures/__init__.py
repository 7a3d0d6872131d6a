"""Arrays and records in, figures out: no Streamlit, no torch."""
