"""Participation in collective action (Pera and Aiello, ICWSM 2025), from the act where no classifier speaks."""

from models.tags import Act, Participation

BY_ACT = {
    Act.SHARE: Participation.NONE,
    Act.ASK: Participation.NONE,
    Act.TELL: Participation.NONE,
    Act.CRITICISE: Participation.PROBLEM_SOLUTION,
    Act.DEMAND_AN_ACCOUNT: Participation.PROBLEM_SOLUTION,
    Act.URGE: Participation.CALL_TO_ACTION,
    Act.OFFER: Participation.INTENTION,
    Act.PLEDGE: Participation.INTENTION,
    Act.ACT: Participation.EXECUTION,
}
