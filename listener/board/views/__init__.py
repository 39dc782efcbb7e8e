"""Views: what the board shows, made of decisions and signals. Pure: no I/O, no clock, no web framework."""
