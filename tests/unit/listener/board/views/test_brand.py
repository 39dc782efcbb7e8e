"""A brand's page: oldest debt first, values as dots, and no link that is none."""

from listener.board.views.board_state import BoardState, apply_records
from listener.board.views.brand import brand_page
from models.commitments import OwnAccounts
from tests.unit.pipelines.accountability.promises import campaign_of, day, promise, run, said

ACCOUNTS = OwnAccounts(brand=("bluesky:a",), leader=("bluesky:b",))
CAMPAIGN = campaign_of(
    promise("books"),
    promise("ferry", update_every=3_000),
    promise("vague", measure=promise().measure.__class__()),
    own_accounts=ACCOUNTS,
)
RECORDS = [said("2026-03-01T12", 1, "https://fund.example/q1"), said("2026-03-20T12", 3)]


def board() -> BoardState:
    _, signals, entries = run(CAMPAIGN, RECORDS, day("2026-07-30"))
    return apply_records([*entries, *reversed(signals), *signals])


def test_what_is_owed_longest_comes_first_with_what_was_said_and_told() -> None:
    page = brand_page(board(), CAMPAIGN)
    names = [row.name for row in page.rows]
    assert names == ["vague", "books", "ferry"]
    books = page.rows[1]
    assert (books.standing, books.tone, books.last) == ("silent", "step-back", "2026-03-20, brand")
    assert [dot.is_evidence for dot in books.dots] == [True, False]
    assert books.dots[0].y > books.dots[1].y, "more is higher"
    assert [each.source for each in books.history if each.source] == ["https://fund.example/q1"]
    assert books.next_speakers == "leader"
    assert "rateable 2 of 3" in page.score


def test_an_empty_board_shows_every_promise_as_it_stands_in_the_file() -> None:
    assert {row.standing for row in brand_page(BoardState(), CAMPAIGN).rows} == {"on record", "cannot be rated"}
