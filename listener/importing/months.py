"""Months by their names, short or whole, as tools and workbooks write them in ten languages of the west."""

import unicodedata
from collections.abc import Mapping
from typing import Final

# English, Norwegian, Danish, Swedish, German, Dutch, French, Spanish, Italian and Portuguese; no beginning means two.
_BEGINNINGS: Final = (
    "jan ene gen",
    "feb fev",
    "mar maa mrt",
    "apr abr avr",
    "may mai maj mei mag",
    "jun juin giu",
    "jul juil lug",
    "aug ago aou",
    "sep set",
    "oct okt ott out",
    "nov",
    "dec des dez dic",
)
_MONTHS: Final[Mapping[str, int]] = {
    each: number for number, written in enumerate(_BEGINNINGS, 1) for each in written.split()
}


def find_month(name: str) -> int:
    """Its number, from 1. Raises ValueError for a word that is no month."""
    bare = "".join(filter(str.isalpha, unicodedata.normalize("NFD", name.lower())))
    number = _MONTHS.get(bare[:3]) or _MONTHS.get(bare[:4])
    if number is None:
        raise ValueError(name)
    return number
