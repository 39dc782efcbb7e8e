"""Acts: what the author does by posting, and where that puts them."""
