"""Edges: whether a piece of a text stands as a word of its own, or is part of a longer one.

Chinese, Japanese, Thai, Khmer, Burmese and Lao are written without spaces: a piece is a word wherever it stands,
but for short words in Katakana, which are part of longer ones ("bus" of "basket"). Korean words carry particles
behind them, Arabic words the article, prepositions and conjunctions before them.
"""

import re
import unicodedata

from pipelines.tags.text import HANGUL, KATAKANA, UNSPACED

_IS_UNSPACED = re.compile(f"[{UNSPACED}]").match
_IS_HANGUL = re.compile(f"[{HANGUL}]").match
_IS_KATAKANA = re.compile(f"[{KATAKANA}]").match
_IS_ARABIC = re.compile("[\u0620-\u06ff]").match
_PLAIN_EDGES = " #!?:;\n"
_THOUSANDS = re.compile(r"[.,]\d{3}(?!\d)")  # of 1,500 the 500 is no number
_SHORT_KATAKANA = 3  # characters: longer words in Katakana make compounds whose parts keep their meaning
_LEAST_ARABIC = 3  # letters: a shorter word with a letter before it is another word
_ARABIC_PROCLITICS = re.compile("(?<!\\w)[وف]?(?:ال|لل|[بك]ال|[بكلس])?\\Z")
_LONGEST_PROCLITIC = 4  # letters
_HASHTAG_BEFORE = re.compile(f"#[{HANGUL}]+\\Z")  # in one, words are written together
_PARTICLES = re.compile(
    "(?:들)?(?:은|는|이|가|을|를|의|에|에서|에게|에는|에도|에서는|께|께서|와|과|랑|이랑|로|으로|로서|으로서|로써|으로써|"
    "로는|으로는|도|만|만은|까지|부터|부터는|마다|조차|마저|보다|처럼|같이|나|이나|라도|이라도|야|아|여|요|이다|입니다|"
    f"이에요|예요|이라|라는|이라는|라고|이라고|인|이었다|였다|하고|한테|으로부터|로부터|이며|며|들)?(?![{HANGUL}])"
)


def is_whole(text: str, start: int, end: int, *, open_before: bool = False, open_behind: bool = False) -> bool:
    """Whether text[start:end], folded, is a word or words of its own; open ends may be part of a longer word."""
    if end < len(text) and text[end] not in _PLAIN_EDGES:
        if unicodedata.category(text[end])[0] == "M":
            return False  # a mark makes the last letter another one
        if not open_behind and _joins_behind(text, start, end):
            return False
    return open_before or start == 0 or text[start - 1] in _PLAIN_EDGES or not _joins_before(text, start, end)


def word_end(text: str, end: int) -> int:
    """Where the word ends that a piece which ends there is part of."""
    while end < len(text) and _is_word(text[end]):
        end += 1
    return end


def _joins_behind(text: str, start: int, end: int) -> bool:
    neighbour, edge = text[end], text[end - 1]
    if neighbour == "'":  # `can` is no word of `can't`
        return text.startswith("t", end + 1) and edge.isalpha() and not _is_word(text[end + 2 : end + 3])
    if neighbour in ".,":
        return edge.isdecimal() and _THOUSANDS.match(text, end) is not None
    if neighbour == "_":  # `_word_` is emphasised
        return _is_word(edge) and text[end:].lstrip("_")[:1].isalnum()
    if not _is_word(neighbour) or not _is_word(edge):
        return False
    if _IS_HANGUL(neighbour) and _IS_HANGUL(edge):
        return end - start == 1 and not _PARTICLES.match(text, end)
    return _are_of_one_word(neighbour, edge, end - start)


def _joins_before(text: str, start: int, end: int) -> bool:
    neighbour, edge = text[start - 1], text[start]
    if neighbour in ".,":
        return (
            edge.isdecimal() and text[start - 2 : start - 1].isdecimal() and bool(_THOUSANDS.match(text, start - 1))
        )
    if neighbour == "_":
        return _is_word(edge) and text[:start].rstrip("_")[-1:].isalnum()
    if not _is_word(neighbour) or not _is_word(edge):
        return False
    if _IS_HANGUL(neighbour) and _IS_HANGUL(edge):  # within a word, only as its last part
        return end - start == 1 or not (_PARTICLES.match(text, end) or _HASHTAG_BEFORE.search(text, 0, start))
    if _IS_ARABIC(neighbour) and _IS_ARABIC(edge) and end - start >= _LEAST_ARABIC:
        return not _ARABIC_PROCLITICS.search(text, max(0, start - _LONGEST_PROCLITIC - 1), start)
    return _are_of_one_word(neighbour, edge, end - start)


def _are_of_one_word(neighbour: str, edge: str, length: int) -> bool:
    if _IS_KATAKANA(neighbour) and _IS_KATAKANA(edge):
        return length <= _SHORT_KATAKANA
    return not any(is_script(char) for is_script in (_IS_UNSPACED, _IS_HANGUL) for char in (neighbour, edge))


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_" or (char != "" and unicodedata.category(char)[0] == "M")
