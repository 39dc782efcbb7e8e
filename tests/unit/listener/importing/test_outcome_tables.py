"""A table of gifts tells each of them once, by its own id, with numbers as people write them, and no names."""

import pytest

from listener.importing.moments import DateOrder
from listener.importing.outcome_tables import OutcomeTable
from listener.importing.table_files import Row
from models.author_keys import PUBLIC_AUTHOR_KEY
from models.errors import InputError
from models.outcomes import HeardOutcome
from models.rejections import Reason, Rejection

COLUMNS = ("Donation ID", "Name", "Date (UTC)", "Amount", "Currency", "Source Code", "Page URL", "Quantity")
ROW = ("d1", "Ann Roe", "21/11/2026 06:00 UTC", "25.50", "EUR", "sat", "https://give.example/relief", "")


def read(**changes: str) -> HeardOutcome | Rejection:
    table = OutcomeTable(COLUMNS, PUBLIC_AUTHOR_KEY, "relief", DateOrder.DAY, None)
    return table.read(Row(2, {**dict(zip(COLUMNS, ROW, strict=True)), **changes}))


def heard(**changes: str) -> HeardOutcome:
    found = read(**changes)
    assert isinstance(found, HeardOutcome)
    return found


def test_a_row_is_an_outcome_with_its_codes_and_without_a_name() -> None:
    found = heard()
    assert found.id == PUBLIC_AUTHOR_KEY.post_pseudonym("outcome", "d1")
    assert (found.count, found.amount, found.currency, found.campaign) == (1, 25.5, "EUR", "relief")
    assert found.codes == ("sat", "https://give.example/relief")
    assert "Ann" not in repr(found)


@pytest.mark.parametrize(
    ("written", "number"),
    [("25,50", 25.5), ("1.250,00 kr", 1250), ("$1,250.00", 1250), ("1,250", 1250), ("1 250", 1250), ("-40", -40)],
)
def test_numbers_are_read_as_people_write_them(written: str, number: float) -> None:
    assert heard(Amount=written).amount == number


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Donation ID": ""}, Reason.MISSING_FIELD),
        ({"Date (UTC)": ""}, Reason.MISSING_FIELD),
        ({"Date (UTC)": "soon"}, Reason.BAD_FIELD),
        ({"Date (UTC)": "21/11/2026 06:00"}, Reason.BAD_FIELD),  # no zone
        ({"Amount": "much"}, Reason.BAD_FIELD),
        ({"Quantity": "1e99"}, Reason.BAD_FIELD),
    ],
)
def test_a_row_that_cannot_be_counted_says_why(changes: dict[str, str], reason: Reason) -> None:
    found = read(**changes)
    assert isinstance(found, Rejection)
    assert (found.reason, found.record) == (reason, b"")


def test_a_table_without_ids_is_refused_because_a_repeat_could_not_be_told() -> None:
    with pytest.raises(InputError, match="no column is called id"):
        OutcomeTable(("Name", "Date"), PUBLIC_AUTHOR_KEY, "relief", None, None)
