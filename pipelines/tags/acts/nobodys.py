"""Nobody's: sentences of deeds that nobody does. Wordings know who acts by the words around a deed, and `nobody gave`
has all but one of those of who gave. Of deeds done it complains; who says that nobody should is against them. Of what
there is somewhere nobody tells as of a deed, either.
"""

from collections.abc import Callable, Sequence
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
    "ingen spurte,ingen ba,ingen spurgte,ingen bad,ingen frågade,"
    "personne ne,personne n,personne n'a,لا أحد,ما حد,कोई नहीं,किसी ने"
)
# The author as who acts: what is done to `us` is not their doing. Who does what nobody else does has done it, too.
_AUTHOR: Final = _folded(
    "i i'm i've i'll i'd im ive we we're we've we'll we'd jeg eg vi jag ich wir je j'ai nous yo nosotros "
    "io noi eu nós أنا نحن मैं मैंने हम हमने else ellers andre andra andere sonst autre otro otra altro outro"
)
# How sentences begin that tell of what there is.
_THERE_IS: Final = _folded_pairs(
    "there is,there are,there was,there were,es gibt,es steht,es stehen,es hängt,da steht,da hängt,il y,ci sono,"
    "hay un,hay una,det står,det henger,det ligger,det finnes,det fins,det finns,det hänger,der står,der hænger,"
    "der ligger,der findes"
)
_THERES: Final = _folded("there's theres c'è")
_DONE: Final = ("gave", "signed", "went", "boycotted")  # the signs of deeds that are done
_DONE_BY_ONE: Final = _folded("doou deu assinou contribuiu donó dio firmó fue aportó donò diede firmò")  # no author's


def is_nobodys(words: Sequence[str]) -> bool:
    """Whether a sentence, its tokens in lower case, tells of what nobody does: without a word of the author as who
    acts, an `else` or a `but`."""
    folded = [fold_word(word) for word in words]
    if not _names_nobody(folded):
        return False
    return _AUTHOR.isdisjoint(folded) and words_of("but").isdisjoint(folded)


def _names_nobody(words: Sequence[str]) -> bool:
    return not _NOBODY.isdisjoint(words) or not _PAIRS.isdisjoint(pairwise(words))


def complains_of_nobody(words: Sequence[str]) -> bool:
    """Whether a sentence says of a deed that nobody did it: of others, and not that nobody should."""
    folded = [fold_word(word) for word in words]
    at = next((i for i in range(len(folded)) if _names_nobody(folded[i : i + 2])), len(folded))
    has = _has(folded)
    return _tells_of_deed(folded[at:]) and not (_has(folded[:at])("not") or has("must") or has("i"))


def is_done_anyway(words: Sequence[str]) -> bool:
    """Whether a sentence says that nobody did something, but its author a deed (`nobody asked me, but I gave`)."""
    folded = [fold_word(word) for word in words]
    turn = next((i for i, word in enumerate(folded) if word in words_of("but")), len(folded))
    has = _has(folded[turn:])
    return _names_nobody(folded[:turn]) and has("i") and _tells_of_deed(folded[turn:]) and not has("not")


def tells_what_there_is(words: Sequence[str]) -> bool:
    """Whether a sentence begins with what there is somewhere, and has no word of its author."""
    folded = [fold_word(word) for word in words]
    begins = folded[:1] and (folded[0] in _THERES or tuple(folded[:2]) in _THERE_IS)
    return bool(begins) and not any(map(_has(folded), ("i", "we")))


def _has(words: Sequence[str]) -> Callable[[str], bool]:
    """Whether there is a word of a sign among the words."""
    return lambda sign: not words_of(sign).isdisjoint(words)


def _tells_of_deed(words: Sequence[str]) -> bool:
    return any(map(_has(words), _DONE)) or not _DONE_BY_ONE.isdisjoint(words)
