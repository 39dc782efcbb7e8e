"""Table headers: which line of a table names its columns, and what stands between two cells."""

import csv
import re
from collections.abc import Sequence
from typing import NamedTuple

LONGEST_CELL = 1 << 24  # characters

_SEPARATORS = ",;\t|"
_NO_NAME = re.compile(r"\d{1,4}[-./]\d|\w+://")  # a cell that is a date or an address stands in a row of values


class TableHeader(NamedTuple):
    """A line of names, if a separator is the right one: the better fits more cells."""

    fitting_cells: int
    width: int
    separator: str
    row: int  # of the table, from 0
    names: tuple[str, ...]


def find_header(lines: Sequence[str]) -> TableHeader:
    """The header that fits a table's first lines best; one without names where there is none."""
    found = [each for separator in _SEPARATORS if (each := _find_header(lines, separator))]
    return max(found, default=TableHeader(0, 0, ",", 0, ()))


def unwrap_cell(cell: str) -> str:
    """A cell's value: of the formula `="0012"`, by which tools keep workbooks from changing it, what it says."""
    if len(cell) > 2 and cell.startswith('="') and cell.endswith('"'):
        return cell[2:-1].replace('""', '"')
    return cell


def _find_header(lines: Sequence[str], separator: str) -> TableHeader | None:
    """The row that most of the cells after it are as wide as; of equals the first."""
    csv.field_size_limit(LONGEST_CELL)
    cells = list(csv.reader(lines, delimiter=separator))
    headers = [
        TableHeader(_count_fitting(cells[n + 1 :], len(each)), len(each), separator, n, names)
        for n, each in enumerate(cells)
        if (names := _names_of(each))
    ]
    return max(headers, key=lambda each: (each.fitting_cells, -each.row), default=None)


def _count_fitting(rows: Sequence[Sequence[str]], width: int) -> int:
    """Cells of the rows that are as wide as a header; of a header alone, its own."""
    return width * (sum([len(row) == width for row in rows]) if rows else 1)


def _names_of(cells: Sequence[str]) -> tuple[str, ...]:
    """The names of columns that a row gives: none where it is no row of names, most of them words and no dates.

    A name that comes twice gets a number, so that the first keeps it; so does a column without one.
    """
    names = [unwrap_cell(cell.strip("\ufeff \t\r\n\xa0")) for cell in cells]
    bare = [name for name in names if name]
    if len(bare) < 2 or 2 * len(bare) <= len(names) or not all(map(_may_be_name, bare)):
        return ()
    if 2 * len(set(bare)) <= len(bare):
        return ()
    first = {name: n for n, name in reversed(list(enumerate(names)))}
    return tuple(
        name if name and first[name] == n else f"{name or 'column'} ({n + 1})" for n, name in enumerate(names)
    )


def _may_be_name(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and not _NO_NAME.match(cell)
