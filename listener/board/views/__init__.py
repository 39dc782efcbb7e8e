"""Views: what the board knows, and what each page shows of it. Pure: no I/O, no clock, no web framework.

`board_state` takes records in; the other modules make values of it that templates only lay out.
"""
