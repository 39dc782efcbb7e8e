"""Operators of other tools in a campaign's terms: search boxes and listening suites read them, and here they are
words like any other, so that the term would hardly ever be found."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from models.campaigns import EVERYTHING, Campaign


class _Operator(NamedTuple):
    """How an operator is written, what to do instead, and whether words in capitals all through are none."""

    written: re.Pattern[str]
    instead: str
    in_mixed_case: bool = False


_OPERATORS = (
    _Operator(
        re.compile(r'^[“”„‟«»"\'‘].+[“”‟«»"\'’]$|[“”„‟«»"]'),
        "is looked for with its quotes: write it without, a phrase is found as a whole anyway",
    ),
    _Operator(
        re.compile(r"\bNEAR\b|\b(?:near|within|onear|w|n)/\d+|~\d+$", re.IGNORECASE),
        "asks for a distance between words, which is not counted here: list the phrases that people write",
    ),
    _Operator(
        re.compile(r"(?<=\S )NOT(?= \S)|^NOT(?= \S)"),
        "is looked for word for word, with its `NOT`: terms that keep a post out belong in match.none",
        in_mixed_case=True,
    ),
    _Operator(
        re.compile(r"(?<=\S )AND(?= \S)|&&|(?:^|\s)\+\w"),
        "is looked for word for word: a post with any one term is taken, and none asks for two; write the phrase "
        "that people use",
        in_mixed_case=True,
    ),
    _Operator(
        re.compile(r"(?<=\S )OR(?= \S)|\|"),
        "is looked for word for word: list each of them as a term of its own",
        in_mixed_case=True,
    ),
    _Operator(
        re.compile(r"(?:^|\s)-\w"),
        "is looked for with its minus: terms that keep a post out belong in match.none, without one",
    ),
    _Operator(
        re.compile(
            r"(?:^|[\s(-])(?:from|to|lang|since|until|site|filter|has|is|url|title|place|author|country|min_\w+):\S",
            re.IGNORECASE,
        ),
        "is no filter here: channels and languages belong in an audience's `when`, and authors are not chosen",
    ),
    _Operator(
        re.compile(r"[(\[{]\s*[\w#\"]|\w\s*[)\]}]"),
        "is looked for with its brackets: list each of the terms in them by itself",
    ),
    _Operator(re.compile(r"^/.+/[a-z]*$|\.[*+]|\\[bdsw]"), "is no pattern here: list the words that it stands for"),
    _Operator(re.compile(r"\w[*?]\w"), "has its `*` within: one counts at the beginning or the end of a term alone"),
    _Operator(re.compile(r"\w\s*[,;]\s+\w"), "is one term, with its comma: list each of them by itself"),
)


def operators_in(campaign: Campaign) -> Iterator[tuple[str, str]]:
    """The path of each term that has an operator, and what to write instead."""
    for path, terms in _terms_by_path(campaign).items():
        for number, term in enumerate(terms):
            if instead := _explain_operator(term):
                yield f"{path}[{number}]", f"`{term}` {instead}"


def _terms_by_path(campaign: Campaign) -> Mapping[str, Sequence[str]]:
    themes = {f"themes.{name}": terms for name, terms in campaign.themes.items()}
    said = campaign.stance
    stance = {"stance.of": said.names, "stance.for": said.favour, "stance.against": said.against}
    values = {f"values.{name}": terms for name, terms in campaign.values.items()}
    return {"match.any": campaign.match.any, "match.none": campaign.match.none, **themes, **stance, **values}


def _explain_operator(term: str) -> str | None:
    for operator in _OPERATORS if term != EVERYTHING else ():
        found = operator.written.search(term)
        if found and not (operator.in_mixed_case and found[0].isalpha() and term.isupper()):
            return operator.instead
    return None
