"""The overview of a ledger: people who asked are in no ledger, and their times and answers are told all the same."""

from pipelines.accountability.overview import overview
from tests.unit.pipelines.accountability.promises import asks, campaign_of, day, promise, run, said

CAMPAIGN = campaign_of(promise(name="books"))


def test_a_ledger_that_is_doubled_and_shuffled_says_the_same() -> None:
    records = [said("2026-03-01T12", 1, "https://fund.example/q1"), said("2026-03-20T12", 3)]
    _, signals, entries = run(CAMPAIGN, records, day("2026-07-30"))
    ledger = [each.record for each in entries]
    straight = overview(CAMPAIGN, ledger, signals, day("2026-07-30"))
    assert overview(CAMPAIGN, [*reversed(ledger), *ledger], signals, day("2026-07-30")) == straight
    assert straight.lines[0].last_speaker == "brand"


def test_what_no_word_of_the_brands_has_had_is_left_unsaid() -> None:
    _, _, entries = run(CAMPAIGN, [said("2026-03-01T12", 1, "https://fund.example/q1")], day("2026-04-01"))
    (line,) = overview(CAMPAIGN, [each.record for each in entries], (), day("2026-04-01")).lines
    assert line.unsaid == ("date", "measure", "link")
    (never,) = overview(CAMPAIGN, (), (), day("2026-04-01")).lines
    assert never.unsaid == ("number", "date", "measure", "link")


def test_people_who_asked_and_had_an_answer_are_told_though_no_ledger_has_them() -> None:
    asked = [asks(f"2026-03-{of_march:02}T12", author) for of_march in range(1, 9) for author in range(12)]
    update = said("2026-03-20T12", 1, "https://fund.example/q1")
    begun = campaign_of(promise(name="books"), starts=day("2026-01-15"))
    _, signals, entries = run(begun, [*asked, update], day("2026-04-01"))
    found = overview(begun, [each.record for each in entries], signals, day("2026-04-01")).indicator
    assert (found.answered.count, found.answered.of) == (1, 1)
    assert found.median_answer_days is not None
    assert found.days_since_proactive is None, "it came after people asked"
