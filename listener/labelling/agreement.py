"""Agreement: on how many of the posts that two people read they said the same."""

from collections.abc import Iterable
from typing import NamedTuple

from models.campaigns import audience_key
from models.labels import PostLabel


class Agreement(NamedTuple):
    """Posts that two people read, and those of them of which both said the same stage and side."""

    read_twice: int
    same: int


def count_agreement(labels: Iterable[PostLabel]) -> Agreement:
    """Of each post the first two readers' first answers."""
    said: dict[tuple[str, str], dict[str, tuple[int, int]]] = {}
    for each in sorted(labels, key=lambda label: (label.at, label.reader)):
        readers = said.setdefault((audience_key(each.campaign, each.audience), each.post), {})
        readers.setdefault(each.reader, (each.answer, each.side))
    pairs = [tuple(readers.values())[:2] for readers in said.values() if len(readers) > 1]
    return Agreement(len(pairs), sum(one == other for one, other in pairs))
