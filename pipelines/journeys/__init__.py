"""Journeys: from tagged posts to authors who come back, the panel of those who vote, and their votes.

    authors    one author's entry: which days, which stages, which posts; entries merge
    panel      the bounded sample of entries
    copies     texts that many authors posted
    keepers    the one author who votes with such a text
    votes      at most one vote of each eligible author and hour
    steady     how many of the voters stand for an audience: the number that a chapter may ask for
    census     how many authors are present, may vote, and have which role (`roles`)

Every value here is a function of posts as a set: order and repeats change nothing.
"""
