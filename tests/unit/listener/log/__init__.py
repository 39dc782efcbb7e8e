"""The same tree as the code."""
