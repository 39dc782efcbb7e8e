"""Terms: the words and phrases that a campaign file lists, and every way in which a post may write one."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from models.campaigns import EVERYTHING
from pipelines.tags.matching.folding import fold
from pipelines.tags.matching.links import is_link
from pipelines.tags.text import HANGUL, UNSPACED, clean

_LEAST_JOINED = 8  # letters of a phrase that is found written as one word: shorter ones are other words (`a part`)
_LEAST_HYPHENED = 5  # the same for words with a hyphen: `e-mail`, and not `re-do`
_NUMBERED = re.compile(r"(?<=[^\W\d_]{3})(?=\d)")  # where a number may stand apart: COP 28, and not G 20
_APART = re.compile(r"[ _-]+")
_IS_UNSPACED = re.compile(f"[{UNSPACED}{HANGUL}]")
_ARABIC_ARTICLE = re.compile("(?<![^ ])ال")


class Form(NamedTuple):
    """A way to write a term, folded; an open end may be part of a longer word."""

    text: str
    open_before: bool = False
    open_behind: bool = False
    in_links: bool = False  # links and handles are no words, but for a term that is one


def write_forms(term: str) -> list[Form]:
    """Every form of a term; none of EVERYTHING. `*` at an end leaves that end open: `likelønn*`, `*hilfe`."""
    folded = fold(clean(term)).strip()
    bare = folded.strip("*").strip()
    if term.strip() == EVERYTHING or not bare:
        return []
    if is_link(clean(term).strip().strip("*")):
        return [Form(bare, in_links=True)]
    spellings = _hashtag_spellings(bare[1:]) if bare.startswith("#") else _spellings(bare)
    ends = folded.startswith("*"), folded.endswith("*")
    return [Form(each, *ends) for each in dict.fromkeys(spellings) if each.strip("#")]


def _hashtag_spellings(body: str) -> Iterator[str]:
    yield "#" + _join(body)
    yield "#" + body


def _spellings(words: str) -> Iterator[str]:
    spaced = _APART.sub(" ", words)
    numbered = _NUMBERED.sub(" ", spaced)
    for each in (words, spaced, numbered, _ARABIC_ARTICLE.sub("لل", spaced, count=1)):
        for spelling in (each, each.replace(" ", "-")):
            yield spelling
            yield spelling.replace("'", "")
    joined = _join(words)
    yield "#" + joined
    if _reads_as_one(words, joined):
        yield joined


def _join(words: str) -> str:
    return _APART.sub("", words).replace("'", "")


def _reads_as_one(words: str, joined: str) -> bool:
    """Whether words mean the same written as one."""
    least = _LEAST_HYPHENED if "-" in words and " " not in words else _LEAST_JOINED
    is_numbered = any(char.isdecimal() for char in joined) and any(char.isalpha() for char in joined)
    return len(joined) >= least or is_numbered or bool(_IS_UNSPACED.search(words))
