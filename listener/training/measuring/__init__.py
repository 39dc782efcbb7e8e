"""Figures with their uncertainty, each from texts that what is measured was not fitted on."""
