"""Where the author stands, by a declared table from what the post does, and how probable that is.

The stage is free of history: journeys follow an author over time. TABLE is the whole mapping; nothing else decides.
"""

from models.tags import Act, Participation, Stage

# What an act shows by itself.
BY_ACT = {
    Act.SHARE: Stage.AWARENESS,
    Act.CRITICISE: Stage.AWARENESS,
    Act.ASK: Stage.INTEREST,
    Act.TELL: Stage.INTEREST,
    Act.DEMAND_AN_ACCOUNT: Stage.INTEREST,
    Act.OFFER: Stage.DESIRE,
    Act.PLEDGE: Stage.DESIRE,
    Act.URGE: Stage.DESIRE,
    Act.ACT: Stage.ACTION,
}

# What participation in collective action shows by itself.
BY_PARTICIPATION = {
    Participation.NONE: Stage.AWARENESS,
    Participation.PROBLEM_SOLUTION: Stage.INTEREST,
    Participation.CALL_TO_ACTION: Stage.DESIRE,
    Participation.INTENTION: Stage.DESIRE,
    Participation.EXECUTION: Stage.ACTION,
}
