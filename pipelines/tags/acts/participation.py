"""Participation in collective action (Pera and Aiello, ICWSM 2025): by classifier in English, else from the act."""

from collections.abc import Sequence

from models.tags import Act, Participation

PARTICIPATION_BY_ACT = {
    None: Participation.NONE,
    Act.SHARE: Participation.NONE,
    Act.ASK: Participation.NONE,
    Act.TELL: Participation.NONE,
    Act.REFUSE: Participation.NONE,
    Act.CRITICISE: Participation.PROBLEM_SOLUTION,
    Act.DEMAND_AN_ACCOUNT: Participation.PROBLEM_SOLUTION,
    Act.URGE: Participation.CALL_TO_ACTION,
    Act.OFFER: Participation.INTENTION,
    Act.PLEDGE: Participation.INTENTION,
    Act.ACT: Participation.EXECUTION,
}
_ORDER = tuple(Participation)


def participation_of(probabilities: Sequence[float], act: Act | None, least: float) -> Participation:
    """The most probable way of taking part, where taking part is at least `least` probable (0..1); without
    probabilities, the act's."""
    if not probabilities:
        return PARTICIPATION_BY_ACT[act]
    if probabilities[0] > 1 - least:
        return Participation.NONE
    return _ORDER[probabilities.index(max(probabilities[1:]), 1)]
