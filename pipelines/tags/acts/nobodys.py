"""Nobody's: sentences of deeds that nobody does. Wordings know who acts by the words around a deed, and `nobody gave`
has all but one of those of who gave.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pipelines.tags.acts.wording_signs import words_of
from pipelines.tags.text.wordings import fold_word


def _folded(text: str) -> frozenset[str]:
    return frozenset(map(fold_word, text.split()))


def _folded_pairs(text: str) -> frozenset[tuple[str, str]]:
    pairs = [each.split() for each in text.split(",")]
    return frozenset((fold_word(first), fold_word(second)) for first, second in pairs)


# Who does not act, by one word, or by two side by side.
_NOBODY: Final = _folded("nobody noone no-one niemand keiner nadie nessuno ninguém محد")
_PAIRS: Final = _folded_pairs(
    "no one,none of,hardly anyone,hardly anybody,barely anyone,kein mensch,kaum jemand,"
    "ingen av,ingen af,ingen har,ingen ga,ingen gav,ingen gir,ingen giver,ingen ger,ingen hjalp,ingen hjälpte,"
    "ingen kom,ingen møtte,ingen mødte,ingen vil,ingen vill,ingen signerte,ingen donerte,"
    "personne ne,personne n,personne n'a,لا أحد,ما حد,कोई नहीं,किसी ने"
)
# The author as who acts: what is done to `us` is not their doing. Who does what nobody else does has done it, too.
_AUTHOR: Final = _folded(
    "i i'm i've i'll i'd im ive we we're we've we'll we'd jeg eg vi jag ich wir je j'ai nous yo nosotros "
    "io noi eu nós أنا نحن मैं मैंने हम हमने else ellers andre andra andere sonst autre otro otra altro outro"
)


def is_nobodys(words: Sequence[str]) -> bool:
    """Whether a sentence, its tokens in lower case, tells of what nobody does: without a word of the author as who
    acts, an `else` or a `but`."""
    folded = [fold_word(word) for word in words]
    if not _names_nobody(folded):
        return False
    return _AUTHOR.isdisjoint(folded) and words_of("but").isdisjoint(folded)


def _names_nobody(words: Sequence[str]) -> bool:
    return not _NOBODY.isdisjoint(words) or not _PAIRS.isdisjoint(pairwise(words))
