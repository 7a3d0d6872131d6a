"""The lesson on your own classes: photos of your things, a last layer, and what it looks at."""
