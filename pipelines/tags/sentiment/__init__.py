"""Sentiment: the tone of the words."""
