"""A book: what is told of a commitment, on which day, and that order, repeats and batches mean nothing."""

import random
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from models.accountability import Book, Debt, Standing
from models.commitments import Commitment, Measure, Speaker
from models.ledger import Specifics
from models.posts import DAY_MS, HOUR_MS, instant
from pipelines.accountability import find_changes, find_debt, receive_demand, receive_record
from tests.unit.pipelines.accountability.promises import (
    ZONE,
    asks,
    at,
    campaign_of,
    day,
    promise,
    run,
    said,
    told,
)

URL = "https://fund.example/q1"
ONE = campaign_of(promise())


def test_silence_is_told_on_its_day_by_local_midnight_once_and_no_post_is_needed() -> None:
    _, signals, _ = run(ONE, [], day("2026-11-30"))
    assert told(signals) == [("update-due", "2026-04-02 00:00"), ("silent", "2026-04-16 00:00")]


def test_an_update_ends_a_silence_and_the_next_one_is_told_again() -> None:
    _, signals, _ = run(ONE, [said("2026-05-01T12")], day("2026-09-01"))
    assert [each for each in told(signals) if each[0] == "silent"] == [
        ("silent", "2026-04-16 00:00"),
        ("silent", "2026-07-31 00:00"),
    ]


@pytest.mark.parametrize(
    "vague",
    [{"specifics": Specifics()}, {"speaker": Speaker.EMPLOYEE}],
    ids=["says nothing specific", "an employee's"],
)
def test_what_is_vague_or_of_an_employee_ends_no_silence(vague: dict[str, Any]) -> None:
    book, _, _ = run(ONE, [said("2026-05-01T12", **vague)], day("2026-06-01"))
    assert book.states["books"].silent_since is not None


def test_what_a_person_reports_ends_a_silence() -> None:
    book, _, _ = run(ONE, [said("2026-05-01T12", specifics=Specifics(), is_reported=True)], day("2026-06-01"))
    assert book.states["books"].silent_since is None


def test_grace_puts_silence_off_and_no_reminder_comes_for_a_day_that_is_gone() -> None:
    late = campaign_of(promise(grace=10, update_every=1))
    assert told(run(late, [], day("2026-02-01"))[1]) == [("silent", "2026-01-27 00:00")]


def test_without_a_cadence_the_brands_own_median_gap_counts_else_90_days() -> None:
    free = campaign_of(promise(update_every=None))
    assert ("silent", "2026-04-16 00:00") in told(run(free, [], day("2026-05-01"))[1])
    monthly = [said("2026-02-01T12"), said("2026-03-03T12"), said("2026-04-02T12")]
    assert told(run(free, monthly, day("2026-06-01"))[1])[-1] == ("silent", "2026-05-03 00:00")


def test_a_claim_without_a_source_never_keeps_a_promise() -> None:
    book, signals, _ = run(ONE, [said("2026-03-01T12", 4)], day("2027-02-01"))
    assert book.states["books"].standing is Standing.MISSED
    assert "kept" not in dict(told(signals))


def test_evidence_keeps_it_and_then_there_is_no_silence_and_no_due_day() -> None:
    _, signals, _ = run(ONE, [said("2026-03-01T12", 4, URL)], day("2027-06-01"))
    assert told(signals) == [("kept", "2026-03-01 13:00")]


def test_what_was_said_before_the_promise_keeps_none_of_it_and_on_its_day_it_does() -> None:
    early, same_day = said("2026-01-14T12", 4, URL), said("2026-01-15T10", 4, URL)
    assert not [kind for kind, _ in told(run(ONE, [early], day("2026-03-01"))[1]) if kind == "kept"]
    assert [kind for kind, _ in told(run(ONE, [same_day], day("2026-03-01"))[1])] == ["kept"]


@pytest.mark.parametrize(("value", "kind"), [(2, "partly-kept"), (1, "missed")])
def test_half_the_way_by_the_due_day_is_partly_kept(value: float, kind: str) -> None:
    updates = [said("2026-12-20T12", value, URL)]
    assert told(run(ONE, updates, day("2027-02-01"))[1])[-2:] == [
        ("due-passed", "2027-01-01 00:00"),
        (kind, "2027-01-01 00:00"),
    ]


def test_a_measure_that_goes_down_is_kept_where_it_arrives() -> None:
    down = campaign_of(promise(measure=Measure("plastic", "%", 40, 0, day("2026-12-31"))))
    assert run(down, [said("2026-03-01T12", 0, URL)], day("2026-04-01"))[0].states["books"].standing is Standing.KEPT
    assert run(down, [said("2026-03-01T12", 44, URL)], day("2026-04-01"))[0].states["books"].standing is not (
        Standing.PROGRESS
    )


def test_a_later_value_that_goes_back_contradicts_a_claim() -> None:
    _, signals, _ = run(ONE, [said("2026-02-01T12", 3), said("2026-03-01T12", 2)], day("2026-03-02"))
    (signal,) = signals
    assert (signal.data.kind, signal.data.before, signal.data.value) == ("contradicted", 3, 2)


def test_three_updates_at_once_and_then_nothing_is_a_burst_then_silence() -> None:
    burst = [said("2026-02-01T12"), said("2026-02-05T12"), said("2026-02-10T12")]
    assert told(run(ONE, burst, day("2026-06-01"))[1])[-2:] == [
        ("silent", "2026-05-12 00:00"),
        ("burst-then-silence", "2026-05-12 00:00"),
    ]


def test_a_later_due_day_and_a_lower_target_are_told_as_weakened_and_the_old_terms_held_until_then() -> None:
    weak = promise(measure=Measure("reports", "reports", 0, 3, day("2027-06-30")), update_every=120)
    changes = list(find_changes("fund", [promise()], [weak], at("2026-04-20T12")))
    book, signals, entries = run(campaign_of(weak), changes, day("2026-05-01"))
    assert told(signals) == [
        ("update-due", "2026-04-02 00:00"),
        ("silent", "2026-04-16 00:00"),
        ("weakened", "2026-04-20 14:00"),
    ]
    assert [each[0] for each in signals[-1].data.changes] == ["target", "due", "update_every"]
    assert len(entries) == 1
    assert book.states["books"].silent_since is not None


def test_what_promises_more_is_written_down_and_not_told() -> None:
    strong = promise(update_every=30)
    changes = list(find_changes("fund", [promise()], [strong], at("2026-01-20T12")))
    _, signals, entries = run(campaign_of(strong), changes, day("2026-01-25"))
    assert signals == []
    assert len(entries) == 1


def test_what_the_file_drops_or_dates_as_withdrawn_is_told_once_and_for_all() -> None:
    changes = list(find_changes("fund", [promise()], [], at("2026-02-20T12")))
    assert told(run(campaign_of(), changes, day("2027-06-01"))[1]) == [("withdrawn", "2026-02-20 13:00")]
    dated = campaign_of(promise(withdrawn=day("2026-02-20")))
    assert told(run(dated, [], day("2027-06-01"))[1]) == [("withdrawn", "2026-02-21 00:00")]


def test_what_cannot_be_rated_may_fall_silent_and_is_neither_kept_nor_missed() -> None:
    vague = campaign_of(promise(measure=Measure(due=day("2026-06-30"))))
    book, signals, _ = run(vague, [said("2026-03-01T12", 4, URL)], day("2026-12-01"))
    assert book.states["books"].standing is Standing.UNRATEABLE
    assert [kind for kind, _ in told(signals)][-2:] == ["due-soon 7", "due-passed"] or "silent" in dict(told(signals))
    assert not {"kept", "missed", "partly-kept"} & set(dict(told(signals)))


def test_more_people_than_usual_who_ask_are_told_and_again_where_nobody_answers() -> None:
    quiet = [asks(f"2026-{month:02}-03T10", month) for month in (2, 3, 4)]
    wave = [asks(f"2026-05-{number:02}T10", author) for number in range(10, 20) for author in range(8)]
    asked = campaign_of(promise(), starts=day("2026-01-01"))
    answered = said("2026-06-03T12", 1, URL)
    book, signals, entries = run(asked, [*quiet, *wave, answered], day("2026-06-10"))
    assert told(signals)[-2:] == [("demand risen", "2026-05-13 00:00"), ("demand unanswered", "2026-05-20 00:00")]
    assert book.states["books"].answered == 1
    assert entries[0].record.after_demand  # type: ignore[union-attr]


def test_reminders_of_before_the_campaign_starts_are_not_told_and_silence_is() -> None:
    late = campaign_of(promise(), starts=day("2026-08-01"))
    assert told(run(late, [], day("2026-09-01"))[1]) == [("silent", "2026-04-16 00:00")]


def mixed() -> tuple[list[Any], Any]:
    names = ("a", "b", "c")
    updates = [
        said(f"2026-{m:02}-{d:02}T{d % 24:02}", m / 2, URL, name=n) for m in (2, 4, 7) for d in (3, 9) for n in names
    ]
    people = [asks(f"2026-05-{d:02}T10", author, "b") for d in range(10, 16) for author in range(9)]
    weak = list(find_changes("fund", [promise("c")], [promise("c", update_every=120)], at("2026-03-01T01")))
    file = [promise("a"), promise("b", update_every=30), promise("c", update_every=120)]
    return [*updates, *people, *weak], campaign_of(*file, starts=day("2026-01-01"))


def encoded(*values: Any) -> bytes:
    return msgspec.json.encode(values)


def test_order_repeats_and_batches_change_nothing_in_what_is_told_or_written() -> None:
    records, campaign = mixed()
    book, signals, entries = run(campaign, records, day("2027-02-01"))
    assert len(signals) > 12
    shuffled = [*records, *records]
    random.Random(17).shuffle(shuffled)
    for every in (HOUR_MS * 7, DAY_MS, DAY_MS * 31):
        again, told_again, written = run(campaign, shuffled, day("2027-02-01"), every=every)
        assert encoded(told_again, written, again.states) == encoded(signals, entries, book.states)


def test_a_repeat_leaves_the_same_book() -> None:
    book, _, _ = run(ONE, [said("2026-02-01T12")], day("2026-03-01"))
    assert receive_record(book, said("2026-02-01T12")) is book


def test_nobody_makes_us_remember_a_commitment_that_is_not_in_the_file() -> None:
    book, signals, entries = run(ONE, [said("2026-02-01T12", name="other")], day("2026-03-01"))
    assert list(book.states) == ["books"]
    assert signals == []
    assert entries == []


def debt_of(commitment: Commitment, until: str) -> Debt:
    campaign = campaign_of(commitment)
    return find_debt(run(campaign, [], day(until))[0], campaign, "locals")


def test_debt_is_silent_or_overdue_and_to_whom_it_was_promised() -> None:
    assert not debt_of(promise(), "2026-03-01")
    assert debt_of(promise(), "2026-05-01") == Debt(silent=("books",))
    assert debt_of(promise(), "2027-05-01") == Debt(overdue=("books",))
    assert debt_of(promise(to=("staff",)), "2026-05-01") == Debt()
    assert debt_of(promise(to=("community",)), "2026-05-01") == Debt(silent=("books",))


def test_a_target_that_is_reached_late_is_owed_no_more() -> None:
    book, _, _ = run(ONE, [], day("2027-02-01"))
    book, _, _ = run(ONE, [said("2027-03-01T12", 4, URL)], day("2027-04-01"), book=book)
    assert find_debt(book, ONE, "locals") == Debt()


def test_a_book_of_the_file_before_finds_its_new_deadlines() -> None:
    book, _, _ = run(ONE, [], day("2026-02-01"))
    sooner = campaign_of(promise(update_every=30), version="2")
    assert told(run(sooner, [], day("2026-03-01"), book=book)[1])[-1] == ("silent", "2026-02-15 00:00")
    assert instant(book.next_at) > instant(day("2026-02-01"))
    assert replace(book, version="") != Book()


def test_a_demand_that_comes_again_after_its_day_counts_no_more() -> None:
    asked = asks("2026-05-10T10", 1)
    assert receive_demand(Book(), asked, day("2026-05-10"), ZONE) == Book()
    assert receive_demand(Book(), asked, day("2026-05-09"), ZONE) != Book()
