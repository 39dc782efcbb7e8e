"""Support: what several commands share - the console, and times that a person writes."""
