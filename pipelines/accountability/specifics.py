"""Specifics: what an update is specific about - a number with its unit, a date, the measure by name, a link - and the
value that it states of the measure.

A value is read where it is plain alone: one number before the unit, in a sentence that speaks of no plan. `2 of 4
reports` states 2.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from models.commitments import Measure
from models.ledger import LARGEST_VALUE, Specifics
from pipelines.tags.matching.folding import fold

_NUMBER = r"(?<![\w.,])(\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d{1,15}(?:[.,]\d{1,4})?)(?!\d)"
_OF = r"(?:of|of the|av|av de|out of|von|de|sur|di)"
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_MONTHS = (
    "january february march april june july august september october november december "
    "januar februar mars mai juni juli oktober desember märz dezember janvier février avril juin juillet août "
    "septembre octobre novembre décembre enero febrero marzo mayo junio julio agosto septiembre octubre noviembre "
    "diciembre"
)
_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)|\bq[1-4]\b|\b[1-4]\. kvartal\b"
    rf"|\b(?:{'|'.join(_MONTHS.split())})\b"
)
# Words of plans: a number beside them is where somebody wants to go, and not where they are.
_PLANS = re.compile(
    r"\b(?:will|shall|going to|plan\w*|aims?|aiming|goals?|targets?|promis\w+|pledg\w+|commit\w*|want|hope|expect\w*"
    r"|not|never|no longer|almost|nearly|vil|skal|planlegg\w*|mål\w*|lover|lovet|håper|ønsker|ikke|nesten"
    r"|werden|wollen|ziele?|nicht|fast|objectif|objetivo|meta|pas)\b|\?"
)
_UNIT_SIGNS = frozenset("%€$£°‰")


def read_specifics(text: str, links: Iterable[str], measure: Measure) -> Specifics:
    """What a text is specific about, as far as a measure goes."""
    words = _LINK.sub(" ", fold(text))
    return Specifics(
        number=bool(measure.unit) and _number_before(measure.unit).search(words) is not None,
        date=_DATE.search(words) is not None,
        measure=any(each and _stands_in(fold(each), words) for each in (measure.name,)),
        link=any(True for _ in links) or _LINK.search(text) is not None,
    )


def find_link(text: str, links: Iterable[str]) -> str:
    """The first link of a post: its evidence; empty where there is none."""
    written = _LINK.search(text)
    return next(iter(links), written.group().rstrip(".,;:!?)]\"'") if written else "")


def read_value(text: str, measure: Measure) -> float | None:
    """The value that a text states of the measure; None where it states none, or several."""
    if not measure.unit:
        return None
    found = {value for sentence in _SENTENCE.split(text) for value in _values(sentence, measure)}
    others = found - {measure.target}
    chosen = others if len(found) > 1 else found
    return chosen.pop() if len(chosen) == 1 else None


def _values(sentence: str, measure: Measure) -> Iterator[float]:
    words = _LINK.sub(" ", fold(sentence))
    if _PLANS.search(words):
        return
    for match in _number_before(measure.unit).finditer(words):
        value = parse_number(match.group("part") or match.group("whole"))
        if value is not None:
            yield value


@lru_cache(maxsize=1_024)
def _number_before(unit: str) -> re.Pattern[str]:
    """A number and its unit behind it: `3 reports`, `12 %`; and `2 of 4 reports`."""
    folded = re.escape(fold(unit).strip())
    end = "" if unit.strip()[-1:] in _UNIT_SIGNS else r"(?!\w)"
    number = _NUMBER.removesuffix(r"(?!\d)")
    part, whole = number.replace("(\\d", r"(?P<part>\d", 1), number.replace("(\\d", r"(?P<whole>\d", 1)
    return re.compile(rf"(?:{part} {_OF} )?{whole}\s?(?:new |nye )?{folded}{end}")


def parse_number(written: str) -> float | None:
    """A number as people write it: a point or comma before three digits groups thousands, else parts decimals. None
    for one that mixes them, and for one that is larger than a ledger takes."""
    try:
        value = _parse(written)
    except ValueError:
        return None
    return value if abs(value) <= LARGEST_VALUE else None


def _parse(written: str) -> float:
    bare = re.sub(r"[ \u00a0\u202f]", "", written)
    marks = [each for each in bare if each in ".,"]
    if len(set(marks)) == 2:
        decimal = marks[-1]
        return float(bare.replace("." if decimal == "," else ",", "").replace(decimal, "."))
    is_grouped = len(marks) > 1 or re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", bare) is not None
    return float(re.sub("[.,]", "", bare) if is_grouped else bare.replace(",", "."))


def _stands_in(name: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None
