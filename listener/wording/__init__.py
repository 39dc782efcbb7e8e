"""Wording: codes and numbers in the words of people, for terminal, board, alerts and reports alike."""
