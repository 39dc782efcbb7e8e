"""Few in tables: which cells of a table of people are not told, where its rows and columns are told in sum, too.

A cell of fewer than k people is hidden, and with it so many others that no row and no column, less what is told of
it, leaves fewer than k, or one cell alone: secondary suppression (Cox, "Suppression methodology and statistical
disclosure control", JASA 1980), by the smallest cells first. A row or column whose sum is hidden is hidden whole. So
nothing is learnt by subtracting; how closely all of the sums together bound a hidden cell is not looked at.
"""

from collections.abc import Collection, Mapping

from pipelines.few_people import find_hidden_parts

Table = Mapping[str, Mapping[str, int]]  # people by row and column; each person stands in one cell
Cell = tuple[str, str]  # row and column


def find_hidden_cells(table: Table, least: int) -> frozenset[Cell]:
    """The cells that are not told. Those of nobody are cells, too: what is not told may be nothing."""
    names = {column for columns in table.values() for column in columns}
    cells = {(row, column): columns.get(column, 0) for row, columns in table.items() for column in names}
    whole = [{cell for cell in cells if cell[axis] in _hidden_lines(cells, axis, least)} for axis in (0, 1)]
    hidden = {cell for cell, people in cells.items() if 0 < people < least}.union(*whole)
    while more := _next_to_hide(cells, hidden, least):
        hidden.add(more)
    return frozenset(hidden)


def _hidden_lines(cells: Mapping[Cell, int], axis: int, least: int) -> set[str]:
    """Rows (axis 0) or columns whose sums are not told."""
    sums = dict[str, int]()
    for cell, people in cells.items():
        sums[cell[axis]] = sums.get(cell[axis], 0) + people
    few, withheld = find_hidden_parts(sums, least)
    return {*few, *withheld}


def _next_to_hide(cells: Mapping[Cell, int], hidden: Collection[Cell], least: int) -> Cell | None:
    """The smallest told cell of a line that leaves too few hidden; None once there is no such line."""
    for axis in (0, 1):
        for line in sorted({cell[axis] for cell in hidden}):
            here = [cell for cell in cells if cell[axis] == line]
            unsaid, told = [each for each in here if each in hidden], [each for each in here if each not in hidden]
            if told and (len(unsaid) == 1 or sum(cells[each] for each in unsaid) < least):
                return min(told, key=lambda cell: (cells[cell], cell))
    return None
