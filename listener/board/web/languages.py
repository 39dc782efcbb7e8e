"""Languages of the board: which one a reader has, and what templates may say in it.

A reader's own choice comes first (a cookie, set by the switch at the foot of each page), then what the browser asks
for, then English. What the rule itself says - behind "How this was decided" - is English alone.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from starlette.requests import Request

from listener.board.views.markup import figure, when
from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from listener.wording.causes import describe_cause
from listener.wording.decisions import advice, decision_title
from listener.wording.figures import fewer_than
from listener.wording.said_figures import (
    said_age,
    said_brief_moment,
    said_change,
    said_full_day,
    said_moment,
    said_number,
    said_share,
)

PAGE_LANGUAGES: Final[Mapping[str, str]] = {"en": "English", "nb": "Norsk"}  # in which a whole page can be read
LANGUAGE_COOKIE: Final = "language"
_SAME: Final[Mapping[str, str]] = {"no": "nb", "nn": "nb"}  # what is asked for, and what comes next to it
_MOST_ASKED: Final = 10  # languages of a browser that are looked at


def find_language(request: Request) -> str:
    """The language of a reader."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    asked = request.headers.get("accept-language", "").split(",")[:_MOST_ASKED]
    found = [each.partition(";")[0].partition("-")[0].strip().lower() for each in asked]
    known = [_SAME.get(each, each) for each in (chosen, *found)]
    return next((each for each in known if each in PAGE_LANGUAGES), DEFAULT_LANGUAGE)


def language_values(language: str) -> dict[str, Any]:
    """What templates may say in that language."""
    return {
        "lang": language,
        "t": partial(words, "board", language=language),
        "kind_words": partial(words, "kinds", language=language),
        "group_words": partial(words, "groups", language=language),
        "stage_words": partial(_words_or_name, "uptake-stages", language=language),
        "few_words": partial(fewer_than, language=language),
        "figure": partial(figure, language=language),
        "act_words": partial(_words_or_name, "acts", language=language),
        "title": partial(decision_title, language=language),
        "cause": partial(describe_cause, language=language),
        "advice": partial(advice, language=language),
        "share": partial(said_share, language=language),
        "number": partial(said_number, language=language),
        "change": partial(said_change, language=language),
        "age": partial(said_age, language=language),
        "day": partial(said_full_day, language=language),
        "when": partial(when, form=partial(said_moment, language=language)),
        "brief": partial(said_brief_moment, language=language),
    }


def _words_or_name(table: str, name: str, *, language: str) -> str:
    """What is said of a name; the name itself where nothing is, as it is of another release."""
    try:
        return words(table, name, language)
    except KeyError:
        return name
