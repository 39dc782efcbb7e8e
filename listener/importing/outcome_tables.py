"""Outcome tables: what a table of gifts, signatures or visitors tells, one a row. The same row, the same outcome.

Columns are taken by their names, and no other is looked at: whose gift it was does not get in.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo
from math import isfinite
from typing import Final

from listener.importing.mapping import find_column, show_columns
from listener.importing.moments import DateOrder, UnreadableMomentError, parse_moment
from listener.importing.table_files import Row
from models.author_keys import AuthorKey
from models.decoding import EARLIEST, LATEST
from models.errors import InputError
from models.outcomes import OUTCOME_CHANNEL, HeardOutcome, OutcomeKind
from models.rejections import Reason, Rejection
from pipelines.posts import rejection

# Names of columns, as tools write them: the first that a table has is taken; of `codes` all.
_COLUMNS: Final[Mapping[str, str]] = {
    "id": "id|outcome id|donation id|gift id|receipt id|order id|transaction id|submission id|signature id|rsvp id|"
    "registration id|ticket id|attendance id|reference|uuid",
    "at": "at|date|created date|created at|created|timestamp|donation date|gift date|transaction date|paid at|"
    "date utc|time|dato|tidspunkt",
    "count": "count|quantity|units|tickets|number|antall",
    "amount": "amount|donation amount|gift amount|total|sum|beløp",
    "currency": "currency|currency code|valuta",
    "kind": "kind|outcome kind",
    "author": "author",
    "codes": "code|codes|source code|source codes|source|referrer|referrer code|referrer data source|utm source|"
    "utm campaign|campaign code|page|page url|url|form|event",
}
_NEEDED: Final = ("id", "at")
_AROUND: Final = re.compile(r"\A[^\d.,+-]+|[^\d]+\Z|(?<=\d)\s(?=\d)")  # a currency, spaces between digits
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_LONGEST_CODE, _MOST_CODES = 2_048, 16


class OutcomeTable:
    """How the rows of one table are read."""

    def __init__(
        self, columns: Sequence[str], key: AuthorKey, campaign: str, order: DateOrder | None, zone: tzinfo | None
    ) -> None:
        """Raises InputError for a table in which nothing tells one outcome from another, or when it was."""
        self._found = {name: tuple(_present(names, columns)) for name, names in _COLUMNS.items()}
        if missing := [name for name in _NEEDED if not self._found[name]]:
            raise InputError(f"no column is called {' or '.join(missing)}; {show_columns(columns)}")
        self._key, self._campaign, self._zone, self.order = key, campaign, zone, order

    def read(self, row: Row) -> HeardOutcome | Rejection:
        """What a row tells, or why nothing."""
        if row.has_slipped:
            return rejection(Reason.BAD_FIELD, "it has more cells than the header", b"", None)
        try:
            return self._read(row.values)
        except (UnreadableMomentError, ValueError) as error:
            return rejection(Reason.BAD_FIELD, str(error), b"", None)

    def moments(self, rows: Iterable[Row]) -> Iterable[str]:
        """The times of the rows, as they are written."""
        return (self._get("at", row.values) for row in rows)

    def _read(self, row: Mapping[str, str]) -> HeardOutcome | Rejection:
        native, written = self._get("id", row), self._get("at", row)
        if not native or not written:
            return rejection(Reason.MISSING_FIELD, f"{'a time' if native else 'an id'} is missing", b"", None)
        at = parse_moment(written, self.order, self._zone)
        if not EARLIEST <= at <= LATEST:
            raise ValueError(f"{at.isoformat()} lies before {EARLIEST:%Y} or after {LATEST:%Y}")
        kind, amount, count = self._get("kind", row).lower(), self._get("amount", row), self._get("count", row)
        codes = [value[:_LONGEST_CODE] for column in self._found["codes"] if (value := row.get(column, "").strip())]
        return HeardOutcome(
            self._key.post_pseudonym(OUTCOME_CHANNEL, native),
            at,
            OutcomeKind(kind) if kind else None,
            _number(count) if count else 1.0,
            _number(amount) if amount else None,
            self._get("currency", row)[:16],
            tuple(dict.fromkeys(codes))[:_MOST_CODES],
            self._campaign,
            self._get("author", row)[:512] or None,
        )

    def _get(self, wanted: str, row: Mapping[str, str]) -> str:
        return next((value for column in self._found[wanted] if (value := row.get(column, "").strip())), "")


def _present(names: str, columns: Sequence[str]) -> list[str]:
    return [each for name in names.split("|") if (each := find_column(name, columns))]


def _number(written: str) -> float:
    """A number with a decimal point or comma. Raises ValueError."""
    bare = _AROUND.sub("", written)
    if not _THOUSANDS.fullmatch(bare) and "," in bare[bare.rfind(".") + 1 :]:
        bare = bare.replace(".", "").replace(",", ".")
    try:
        found = float(bare.replace(",", ""))
    except ValueError:
        raise ValueError(f"`{written[:40]}` is no number") from None
    if not isfinite(found) or abs(found) > 1e12:
        raise ValueError(f"`{written[:40]}` is no number that can be counted")
    return found
