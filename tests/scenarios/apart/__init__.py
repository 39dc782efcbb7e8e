"""Families held apart: another generator than `listener.simulator`, on which no number of the rule was chosen.

families ---> what is true of an audience, its tagger and its readers    people ---> who votes when, and what
playing ---> the rule and its readers, window by window                 run ---> how often it is wrong
"""
