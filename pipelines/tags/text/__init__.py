"""Text: the one reading of a post that every tag shares, and what is no word of its author."""
