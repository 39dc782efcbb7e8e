"""The labelled sets, and the posts that were written for this project, as texts with labels."""
