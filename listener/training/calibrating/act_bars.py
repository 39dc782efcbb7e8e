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

# Chosen on that half: at half, one in twenty of those who refuse or ask is read as taking a step. Urging is told
# worst from news and adverts. Refusals over-reach; asking, demanding and objecting put nobody beyond interest.
_BARS = {
    DeedKind.ACT: 0.5,
    DeedKind.PLEDGE: 0.5,
    DeedKind.OFFER: 0.5,
    DeedKind.URGE: 0.6,
    DeedKind.REFUSE: 0.6,
    DeedKind.URGE_AGAINST: 0.4,
}
_WORD_BAR = 0.3
_AGREEMENT = 1.5  # times the odds, where a phrase shows the same; more of it brought back refusals and questions
_DENIED = (
    0.9  # wordings do not know a campaign's phrase: they must be sure. Negations around it are looked for beside
)
_TOLD = 0.9  # of those who tell of harm, recognised at least: what is missed could be quoted


def fit_act_bars() -> dict[str, Any]:
    """The card's part on acts."""
    half = choosing_half(read_written_acts_apart())
    documents = read_documents([each.text for each in half], [each.language for each in half])
    return {
        "least": {kind.value: _BARS.get(kind, _WORD_BAR) for kind in ACT_OF_KIND},
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
    return round(float(np.quantile(reached, 1 - _TOLD, method="lower")), 4)


def _is_told_by_words(document: Document) -> bool:
    found = find_harm(document.tokens, document.language.code or "en")
    return found is not None or "testimony" in document.phrases.places
