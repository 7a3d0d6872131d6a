"""What an album looks like: pure figures."""
