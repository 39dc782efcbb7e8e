"""Few in tables: whoever subtracts what is told from a row, a column or the whole learns of no group of few."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.few_in_tables import find_hidden_cells

LEAST = 10
NAMES = st.sampled_from("abcd")
TABLES = st.dictionaries(NAMES, st.dictionaries(NAMES, st.integers(0, 40), max_size=4), max_size=4)


def test_a_small_cell_takes_another_of_its_row_and_its_column_with_it() -> None:
    table = {"bluesky": {"for": 50, "against": 3}, "reddit": {"for": 40, "against": 30}}
    hidden = find_hidden_cells(table, LEAST)
    assert hidden == {("bluesky", "for"), ("bluesky", "against"), ("reddit", "for"), ("reddit", "against")}


def test_where_nobody_is_few_all_is_told() -> None:
    assert find_hidden_cells({"": {"for": 50, "against": 10, "unknown": 0}}, LEAST) == frozenset()


def test_one_row_hides_the_next_smallest() -> None:
    table = {"": {"for": 50, "against": 12, "unknown": 3}}
    assert find_hidden_cells(table, LEAST) == {("", "against"), ("", "unknown")}


@given(TABLES)
def test_no_difference_is_of_few_people(table: dict[str, dict[str, int]]) -> None:
    hidden = find_hidden_cells(table, LEAST)
    names = {name for columns in table.values() for name in columns}
    cells = {(row, name): columns.get(name, 0) for row, columns in table.items() for name in names}
    assert all(people == 0 or people >= LEAST for cell, people in cells.items() if cell not in hidden)
    for axis in (0, 1):
        for line in {cell[axis] for cell in cells}:
            here = {cell: people for cell, people in cells.items() if cell[axis] == line}
            unsaid = [people for cell, people in here.items() if cell in hidden]
            assert not unsaid or len(unsaid) == len(here) or (len(unsaid) > 1 and sum(unsaid) >= LEAST)
