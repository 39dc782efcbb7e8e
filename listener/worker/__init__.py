"""Worker: the deployed half of the program. Tagging and readiness, their state, and what they publish."""
