"""Chooses how probable something must be to be believed, on half of the posts that were written apart from those that
the table is fitted on. The other half measures.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from listener.training.data.written_acts import WrittenPost, read_written_acts_apart
from pipelines.tags.acts.kinds import ACT_OF_KIND, DeedKind
from pipelines.tags.document import Document, read_documents
from pipelines.tags.testimony import find_harm

# Chosen on that half, with an eye on how many of people's tweets about anything are taken for a step: a false step
# hurts a decision more than a missed one. Urging is told worst from news and adverts. Who refuses, asks, demands,
# objects or urges against is put nowhere beyond interest, so little probability is enough.
_BARS = {
    DeedKind.ACT: 0.6,
    DeedKind.PLEDGE: 0.6,
    DeedKind.OFFER: 0.6,
    DeedKind.URGE: 0.6,
    DeedKind.REFUSE: 0.5,
    DeedKind.URGE_AGAINST: 0.25,
    DeedKind.DEMAND: 0.2,
    DeedKind.ASK: 0.25,
    DeedKind.CRITICISE: 0.3,
}
_AGREEMENT = 1.5  # times the odds, where a phrase shows the same; more of it brought back refusals and questions
_DENIED = (
    0.9  # wordings do not know a campaign's phrase: they must be sure. Negations around it are looked for beside
)
_TOLD = 0.96  # of those who tell of harm, recognised at least: what is missed could be quoted


def fit_act_bars() -> dict[str, Any]:
    """The card's part on acts."""
    half = choosing_half(read_written_acts_apart())
    documents = read_documents([each.text for each in half], [each.language for each in half])
    return {
        "least": {kind.value: _BARS[kind] for kind in ACT_OF_KIND},
        "agreement": _AGREEMENT,
        "denied": _DENIED,
        "testimony": _fit_testimony(half, documents),
    }


def choosing_half(posts: Sequence[WrittenPost]) -> list[WrittenPost]:
    """Every other post: those on which bars are chosen."""
    return list(posts[::2])


def measuring_half(posts: Sequence[WrittenPost]) -> list[WrittenPost]:
    """The posts that are left to measure on."""
    return list(posts[1::2])


def _fit_testimony(posts: Sequence[WrittenPost], documents: Sequence[Document]) -> float:
    """The probability that those who tell of harm reach as often as _TOLD asks, words of harm counting as well."""
    reached: NDArray[Any] = np.array(
        [
            1.0 if _is_told_by_words(document) else document.wording.testimony
            for post, document in zip(posts, documents, strict=True)
            if post.testimony
        ]
    )
    return round(float(np.quantile(reached, 1 - _TOLD)), 4)


def _is_told_by_words(document: Document) -> bool:
    found = find_harm(document.tokens, document.language.code or "en")
    return found is not None or "testimony" in document.phrases.places
