"""Own names: the pattern that finds an author's names in a text: whole in any case, run together, and word by word.

Who is called Hope may hope: one plain word counts as names are written, with a capital. A word of a longer name
counts so, too: a wrong `@user` is borne, a name that gets in is not.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_SHORTEST_LOWER, _SHORTEST_NAME, _SHORTEST_UNSPACED = 4, 3, 2  # letters: `on` is a word, `Ann` and `王伟` are names
_SHORTEST_ANYWHERE = 6  # letters of a whole name that is found inside a hashtag, too
_BETWEEN = r"[\s._·-]{0,3}"  # the words of a whole name
_MOST_WORDS = 8  # of one name
_LONGEST_NAME = 200  # characters that are looked at
_CACHED = 4_096  # authors come back
_NO_NAMES = frozenset(
    ("the", "der", "die", "das", "les", "los", "las", "det", "den", "and", "und", "van", "von", "dr")
)
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0002ffff"
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")


@lru_cache(maxsize=_CACHED)
def own_names_pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """What finds these names in a text in the form NFC; None where there is nothing to find."""
    found = dict.fromkeys(pattern for name in names for pattern in _patterns(name))
    whole_first = sorted(found, key=lambda pattern: _BETWEEN not in pattern)
    return re.compile("|".join(whole_first)) if found else None


def _patterns(name: str) -> Iterator[str]:
    for piece in re.split(r"[^\w\s.'’·-]+", _account_of(name)):
        words = [bare for each in piece.split() if (bare := each.strip(".'’·-"))][:_MOST_WORDS]
        if len(words) > 1:
            yield _whole(words)
        for word in words:
            yield from _single(word, is_part=len(words) > 1)


def _account_of(name: str) -> str:
    """A name without what is not of the person: the host of an address, the path to an account."""
    name = unicodedata.normalize("NFC", name)[:_LONGEST_NAME].strip().lstrip("@＠")
    if "/" in name and " " not in name:
        name = name.rstrip("/").rsplit("/", 1)[-1].lstrip("@")
    return name.split("@")[0] if "@" in name and " " not in name else name


def _whole(words: list[str]) -> str:
    """All words, in any case, with spaces, marks or nothing between."""
    joined = _BETWEEN.join(map(re.escape, words))
    if sum(map(len, words)) >= _SHORTEST_ANYWHERE or _IS_UNSPACED.search(joined):
        return f"(?i:{joined})"
    return rf"(?<!\w)(?i:{joined})(?:['’]?s)?(?!\w)"


def _single(word: str, *, is_part: bool) -> Iterator[str]:
    """One word: as it is written, and in capitals; in any case where it is no plain word."""
    escaped = re.escape(word)
    if word.isdigit() or word.lower() in _NO_NAMES:
        return
    if _IS_UNSPACED.search(word):
        yield from [escaped] if len(word) >= _SHORTEST_UNSPACED else []
    elif not word.isalpha() or not (word.istitle() or word.islower() or word.isupper()):
        yield from [rf"(?<!\w)(?i:{escaped})(?:['’]?s)?(?!\w)"] if len(word) >= _SHORTEST_NAME else []
    elif word.islower() and word != word.upper():
        yield from [] if is_part or len(word) < _SHORTEST_LOWER else [_as_written(word, word.title(), word.upper())]
    elif len(word) >= _SHORTEST_NAME:
        yield _as_written(word, word.upper())


def _as_written(*forms: str) -> str:
    return rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?:['’]?s)?(?!\w)"
