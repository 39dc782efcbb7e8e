"""What is legal in a commitment and unwise: what makes it unrateable, and where it says less than its quote."""

import re
from collections.abc import Iterable, Iterator

from models.commitments import Commitment
from models.posts import instant

_Warnings = Iterator[tuple[str, str]]  # field path, and what is unwise about it

_WANTED = {
    "measure": "a measure: what is counted",
    "target": "a target: without a number nobody can tell whether it was kept",
    "baseline": "a baseline: without where it began, half the way is nowhere",
    "due": "a due date: without a day it can never be late",
}
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*(?<=\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Words by which a quote promises to report again and again, in English, Norwegian, German, French and Spanish.
_OFTEN = re.compile(
    r"\b(?:(?:every|each|per) (?:week|month|quarter|year)|weekly|monthly|quarterly|annually|yearly"
    r"|hver (?:uke|måned)|hvert (?:kvartal|år)|ukentlig|månedlig|kvartalsvis|årlig"
    r"|jede[ns]? (?:woche|monat|quartal|jahr)|monatlich|vierteljährlich|jährlich"
    r"|chaque (?:semaine|mois|trimestre|année)|cada (?:semana|mes|trimestre|año))\b",
    re.IGNORECASE,
)


def warn_of_promises(commitments: Iterable[Commitment], has_accounts: bool) -> _Warnings:
    """All that is unwise about commitments. `has_accounts`: the file says which accounts are the brand's own."""
    for number, each in enumerate(commitments):
        path = f"commitments[{number}]"
        yield from _warn_of_rating(path, each)
        yield from _warn_of_quote(path, each)
        yield from _warn_of_reading(path, each, has_accounts)


def _warn_of_rating(path: str, commitment: Commitment) -> _Warnings:
    if commitment.missing:
        wanted = "; ".join(_WANTED[each] for each in commitment.missing)
        yield f"{path}.measure", f"`{commitment.name}` cannot be rated, for want of {wanted}"
    if not commitment.source:
        yield path, f"`{commitment.name}` has no source: it is announced, and not on record"


def _warn_of_quote(path: str, commitment: Commitment) -> _Warnings:
    """Where the quote promises a number, a year or a cadence of which the fields say nothing."""
    for left_out in (*_numbers_left_out(commitment), *_years_left_out(commitment)):
        yield (
            f"{path}.quote",
            f"says `{left_out}`, of which the measure says nothing: less is measured than was promised",
        )
    often = _OFTEN.search(commitment.quote)
    if often and commitment.update_every is None:
        yield f"{path}.quote", f"says `{often.group()}`, and `update_every` is missing: silence comes after 90 days"


def _numbers_left_out(commitment: Commitment) -> list[str]:
    measure = commitment.measure
    known = {value for value in (measure.target, measure.baseline) if value is not None}
    known |= {abs(a - b) for a in known for b in known}
    written = [each.group() for each in _NUMBER.finditer(commitment.quote)]
    return [each for each in written if not _YEAR.fullmatch(each) and not known & set(_readings(each))]


def _readings(written: str) -> Iterator[float]:
    """What a number may mean: a comma or a point may group thousands, or part decimals."""
    for text in (written.replace(",", ""), written.replace(".", "").replace(",", ".")):
        try:
            yield float(text)
        except ValueError:
            continue


def _years_left_out(commitment: Commitment) -> list[str]:
    moments = [each for each in (commitment.measure.due, commitment.made) if each is not None]
    known = {str(instant(each - 1).year) for each in moments}
    return [each.group() for each in _YEAR.finditer(commitment.quote) if each.group() not in known]


def _warn_of_reading(path: str, commitment: Commitment, has_accounts: bool) -> _Warnings:
    if not commitment.words:
        yield path, f"`{commitment.name}` has no `match`: no post can be about it, only `listener update` tells of it"
    elif not has_accounts:
        yield path, "no `own_accounts`: of posts, only those whose source flags them as the brand's count as updates"
