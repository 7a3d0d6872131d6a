"""One function an input: its label, range, help and the word it has in the address."""
