"""Hashtags that take a side: a term of the campaign, or a name of the story with a word that is for it or against it."""

# ruff: noqa: E501 - a list is one line

from collections.abc import Iterator

from pipelines.tags.stance.declared_terms import Side, StoryTerms
from pipelines.tags.stance.stance_signs import DECLARED, StanceSign, StoryText

_AGAINST = (
    "stop", "no", "not", "never", "anti", "end", "ban", "boycott", "scam", "fraud", "fraude", "hoax", "lies", "liar", "sucks",
    "fail", "fails", "fake", "isover", "iscancer", "forprison", "against", "shame", "shameon", "corrupt", "crooked", "defund",
    "exposed", "dump", "fuck", "screw", "out", "gate", "mafia", "stopp", "nein", "kein", "gegen", "nei", "nej", "neitil",
    "nejtil", "non", "contra", "contre", "contro", "fuera", "fora", "basta", "betrug", "svindel", "estafa", "arnaque", "truffa",
    "golpe", "skandal", "anyonebut", "cancel", "betrayed", "kills", "killed", "liesabout", "myth", "isascam",
    "isaliar", "isalie", "forjail", "lockup",
)  # fmt: skip
_FAVOUR = (
    "support", "isupport", "istandwith", "standwith", "iamwith", "imwith", "with", "love", "ilove", "welove", "go", "team",
    "vote", "votefor", "pro", "proud", "save", "ready", "readyfor", "forpresident", "strong", "forever", "rocks", "now", "works",
    "matters", "weneed", "needs", "ineed", "thankyou", "thanks", "yes", "yesto", "friendsof", "viva", "vive", "merci", "danke",
    "gracias", "takk", "tack", "tak", "jatil", "ja", "støtt", "stött", "apoyo", "soutien", "apoio", "unterstützt", "for",
    "isforeveryone", "isreal", "legend", "hero", "heroes", "wins", "powered", "action", "backs",
)  # fmt: skip
_EITHER_SIDE = {**dict.fromkeys(_FAVOUR, 1), **dict.fromkeys(_AGAINST, -1)}
_BESIDE = {"scam", "fraud", "hoax", "boycott", "corrupt", "corruption", "shame", "liars", "betrug", "svindel", "estafa",
           "arnaque", "truffa", "fraude", "skam", "skandal", "schande", "vergüenza", "honte", "vergogna", "vergonha",
           "wakeup", "exposed", "fakenews", "fake"}  # fmt: skip


def hashtag_evidence(text: StoryText, terms: StoryTerms) -> Iterator[StanceSign]:
    """What the hashtags of a post show."""
    for joined in text.plain.hashtags:
        if side := _side_of(joined, terms):
            yield StanceSign(
                side, 0.0 if side == Side.FAVOUR and text.irony else DECLARED, -1, -1, f"hashtag:{joined}"
            )


def _side_of(joined: str, terms: StoryTerms) -> int:
    declared = terms.hashtag(joined)
    if declared:
        return declared[0]
    for name in terms.joined_names:
        if name in joined and joined != name:
            rest = joined.replace(name, "", 1).strip("0123456789_")
            return _EITHER_SIDE.get(rest, 0)
    return 0


def names_by_hashtag(hashtags: tuple[str, ...], terms: StoryTerms) -> bool:
    """Whether one of the hashtags is a name of the story, or has one in it."""
    return any(
        ((found := terms.hashtag(joined)) is not None and found[0] == Side.NAME)
        or any(name in joined for name in terms.joined_names)
        for joined in hashtags
    )


def plain_hashtag_evidence(hashtags: tuple[str, ...]) -> Iterator[StanceSign]:
    """Hashtags that are against whatever they stand beside: `#scam`. For a post that speaks of the story."""
    for joined in hashtags:
        if joined in _BESIDE:
            yield StanceSign(-1, DECLARED, -1, -1, f"hashtag:{joined}")
