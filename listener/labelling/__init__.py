"""Labelling: people read the votes that were drawn, and say what each post is.

label_keys.py has the keys with which they say it, reading_desk.py what they are asked next, and agreement.py how far
they agree.
"""
