"""Kinds: what a post may be as a deed, finer than acts: wishes and what others did look like deeds, and are none."""

from enum import StrEnum

from models.tags import Act


class DeedKind(StrEnum):
    """What the author does in a post, as people who labelled posts for this told it."""

    ACT = "act"
    PLEDGE = "pledge"
    OFFER = "offer"
    REFUSE = "refuse"
    ASK = "ask"
    URGE = "urge"
    URGE_AGAINST = "urge-against"
    DEMAND = "demand"
    WISH = "wish"  # would like to, if: without commitment
    OTHERS = "others"  # other people's deeds, news, adverts
    CRITICISE = "criticise"
    PRAISE = "praise"  # warm words
    NONE = "none"


ACT_OF_KIND = {
    DeedKind.ACT: Act.ACT,
    DeedKind.PLEDGE: Act.PLEDGE,
    DeedKind.OFFER: Act.OFFER,
    DeedKind.REFUSE: Act.REFUSE,
    DeedKind.ASK: Act.ASK,
    DeedKind.URGE: Act.URGE,
    DeedKind.URGE_AGAINST: Act.URGE,
    DeedKind.DEMAND: Act.DEMAND_AN_ACCOUNT,
    DeedKind.CRITICISE: Act.CRITICISE,
}
KINDS = tuple(DeedKind)
KINDS_AGAINST = frozenset((DeedKind.REFUSE, DeedKind.URGE_AGAINST))
