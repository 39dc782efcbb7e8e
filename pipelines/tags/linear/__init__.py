"""Linear: scores of texts by tables of packed weights over hashed n-grams, and the trained weights that ship."""
