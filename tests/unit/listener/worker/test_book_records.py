"""The record of a book: its place among a state's records, and that no input makes it large."""

from msgspec.structs import replace

from listener.worker.state_records import changed_records, read_state, record_name
from models.accountability import Demand, OpenDemand
from models.ledger import Specifics
from models.posts import DAY_MS
from pipelines.accountability import receive_demand, receive_record
from pipelines.windows import new_state
from pipelines.windows.state import RECORD_BYTES
from tests.unit.pipelines.accountability.promises import at, campaign_of, day, promise, run, said

NAME = "n" * 62


def full_book() -> bytes:
    """A hundred commitments of the longest names, updated and asked for as much as can be; and all that waits."""
    names = [f"{number:02}{NAME}" for number in range(100)]
    campaign = campaign_of(*[promise(name, update_every=7) for name in names], starts=day("2026-01-01"))
    updates = [
        said(f"2026-{m:02}-{d:02}T10", 1.5, "https://x.example", name=n)
        for m in (2, 3)
        for d in range(1, 9)
        for n in names
    ]
    book, _, _ = run(campaign, [], day("2026-01-20"))
    for each in updates:
        book = receive_record(book, each, room=float("inf"))
    book, _, _ = run(campaign, [], day("2026-06-01"), book=book, every=DAY_MS)
    for number in range(400):
        book = receive_record(book, said("2027-01-01T10", 1.5, "https://x.example/" + "y" * 900, id=f"{number}"))
    demands = [OpenDemand(2**63 - number, names[0], 2**40, True, 2**62) for number in range(1_000)]
    book = receive_demand(replace(book, demands=tuple(demands)), Demand(names[0], at("2026-06-01T10"), 5))
    before = new_state()
    return next(record or b"" for _, record in changed_records(before, replace(before, book=book)))


def test_a_book_at_all_of_its_bounds_at_once_is_no_large_record() -> None:
    assert 50_000 < len(full_book()) < RECORD_BYTES


def test_a_book_comes_back_from_the_table_as_it_was_written() -> None:
    campaign = campaign_of(promise())
    update = said("2026-02-01T12", 1, specifics=Specifics(link=True))
    book, _, _ = run(campaign, [update], day("2026-05-01"))
    before = new_state()
    changed = changed_records(before, replace(before, book=book))
    table = {record_name("fund", number): record or b"" for number, record in changed}
    assert list(table) == [b"fund/b0"]
    assert read_state(table, "fund", {}).book == book
