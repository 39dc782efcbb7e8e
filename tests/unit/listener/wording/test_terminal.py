"""How decisions look to a person: reasons in words, runs instead of rows, nothing that breaks on a narrow screen."""

from datetime import UTC, datetime, timedelta
from io import StringIO

from msgspec.structs import replace
from rich.console import Console, RenderableType

from listener.wording.summary import Summary
from listener.wording.terminal import (
    collapsed,
    counts_table,
    decision_line,
    reason,
    rejection_line,
    runs_shown,
    signal_entry,
    signal_line,
)
from models.decisions import DataQuality, Decision, DecisionKind, Evidence, Versions, Window
from models.rejections import Origin, Reason, Rejection
from pipelines.signals import make_signal

START = datetime(2026, 10, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)


def decision(hour: int, kind: DecisionKind, chapter: str = "who-it-hit", **evidence: object) -> Decision:
    return Decision(
        decision=kind,
        campaign="relief-fund",
        audience="locals",
        chapter=chapter,
        next_chapter="stand-with",
        score=0.5,
        evidence=Evidence(eligible_authors=612, share=0.36, bar=0.3, **evidence),  # type: ignore[arg-type]
        data_quality=DataQuality(),
        window=Window(START + hour * HOUR, START + (hour + 1) * HOUR),
        versions=Versions("1", "tags-1", "steady-1"),
    )


def screen(*shown: RenderableType, width: int = 80) -> str:
    console = Console(file=StringIO(), width=width, color_system=None)
    console.print(*shown, sep="\n")
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_an_advance_says_share_authors_and_how_often_it_is_wrong() -> None:
    ready = decision(0, DecisionKind.ADVANCE, e_value=72_495.0, threshold=72_000.0, alpha=0.01)
    assert reason(ready) == (
        "about 36% are where the chapter wants them (asked: 30%); 612 authors come back; "
        "evidence 72,495 to 1 (asked: 72,000): a false alarm in 1% of months at most"
    )


def test_an_advance_says_its_error_rate_as_exactly_as_it_was_asked_for() -> None:
    ready = decision(0, DecisionKind.ADVANCE, e_value=145_000.0, threshold=144_000.0, alpha=0.005)
    assert reason(ready).endswith("evidence 145,000 to 1 (asked: 144,000): a false alarm in 0.5% of months at most")


def test_an_early_advance_says_that_it_is_early_and_how_often_on_average_it_errs() -> None:
    late = decision(0, DecisionKind.ADVANCE, e_value=72_495.0, threshold=72_000.0, alpha=0.01)
    soon = decision(0, DecisionKind.ADVANCE, e_value=400.0, threshold=360.0, alpha=2.0)
    bears = replace(soon.versions, overrides={"early_alarms": 2.0})
    said = reason(replace(soon, versions=bears))
    assert said.startswith("a rise over the last hours, told early; over the last")
    assert said.endswith("evidence 400 to 1 (asked: 360): 2 false alarms a month at most, on average")
    assert reason(replace(late, versions=bears)) == reason(late)


def test_an_advance_on_authors_alone_claims_no_evidence() -> None:
    ready = decision(0, DecisionKind.ADVANCE)
    assert reason(replace(ready, evidence=Evidence(eligible_authors=612))) == "612 authors come back"


def test_other_decisions_say_what_is_missing_the_largest_first_and_when_they_can_change() -> None:
    held = decision(0, DecisionKind.PROLONG, missing=("one", "two", "three"), can_change_from=START + 30 * HOUR)
    assert reason(held) == "one; two; can change from 2026-10-06 06:00 on"
    assert reason(held, most=1) == "one; can change from 2026-10-06 06:00 on"


def test_a_decision_that_the_next_window_may_change_names_no_time() -> None:
    assert reason(decision(0, DecisionKind.PROLONG, missing=("one",), can_change_from=START + 2 * HOUR)) == "one"


def test_what_weakens_a_decision_is_said_beside_it() -> None:
    weak = decision(0, DecisionKind.PROLONG, missing=("one",), fragile=True)
    said = reason(replace(weak, data_quality=DataQuality(silent_channels=("bluesky", "reddit"))))
    assert "fragile: without one of the channels" in said
    assert "silent: bluesky, reddit" in said


def test_equal_decisions_that_follow_each_other_are_one_run() -> None:
    kinds = [DecisionKind.PROLONG] * 3 + [DecisionKind.ADVANCE] + [DecisionKind.PROLONG] * 2
    runs = collapsed((), [decision(hour, kind) for hour, kind in enumerate(kinds)])
    assert [(run.last.decision, run.windows) for run in runs] == [
        (DecisionKind.PROLONG, 3),
        (DecisionKind.ADVANCE, 1),
        (DecisionKind.PROLONG, 2),
    ]


def test_another_chapter_is_another_run() -> None:
    two = [decision(0, DecisionKind.PROLONG), decision(1, DecisionKind.PROLONG, chapter="stand-with")]
    assert len(collapsed((), two)) == 2


def test_runs_can_grow_bit_by_bit() -> None:
    many = [decision(hour, DecisionKind.PROLONG if hour % 3 else DecisionKind.ADVANCE) for hour in range(10)]
    grown = Summary()
    for each in many:
        grown.decided([each])
    assert grown.runs == {"relief-fund|locals": collapsed((), many)}


def test_the_runs_show_from_when_to_when_and_why() -> None:
    runs = collapsed((), [decision(hour, DecisionKind.PROLONG, missing=("too few",)) for hour in range(3)])
    said = screen(*runs_shown("relief-fund|locals", runs), width=100)
    assert "relief-fund / locals: 3 windows" in said
    assert "2026-10-05 00:00  PROLONG            who-it-hit  3 windows, 36% there, 612 may vote" in said
    assert "                  too few" in said
    assert "2026-10-05 03:00  end" in said


def test_a_signal_fits_a_narrow_screen_and_keeps_its_time_apart() -> None:
    told = make_signal(decision(0, DecisionKind.ADVANCE, e_value=9e4, threshold=72e3, alpha=0.01), 1)
    said = screen(signal_entry(told), width=60)
    assert max(map(len, said.splitlines())) <= 60
    assert all(line.startswith(("2026-10-05 01:00  ", " " * 18)) for line in said.splitlines())


def test_a_signal_can_be_one_line() -> None:
    told = make_signal(decision(0, DecisionKind.ADVANCE), 1)
    line = signal_line(told).plain
    assert line.startswith("2026-10-05 01:00  ADVANCE")
    assert "relief-fund / locals / who-it-hit -> stand-with: about 36%" in line
    assert "\n" not in line


def test_the_last_chapter_leads_to_the_end_of_the_story() -> None:
    last = replace(decision(0, DecisionKind.ADVANCE), next_chapter=None)
    assert "who-it-hit -> the end of the story" in signal_line(make_signal(last, 1)).plain


def test_a_decision_and_a_rejection_can_be_one_line() -> None:
    assert "relief-fund / locals / who-it-hit  score 0.50" in decision_line(decision(0, DecisionKind.PROLONG)).plain
    refused = Rejection(Reason.NOT_JSON, "no brace", b"{\xff\n", Origin("posts", 2, 7))
    assert rejection_line(refused).plain == "posts[2] 7  not_json  no brace  '{\ufffd\\n'"


def test_records_are_counted_over_channels_and_rejections_by_reason() -> None:
    counts = {("bluesky", "tagged"): 1000, ("reddit", "tagged"): 234, ("", "late"): 5}
    said = screen(counts_table(counts, {Reason.DUPLICATE: 1, Reason.NOT_JSON: 3}))
    for words in ("1,234   tagged", "5   too late", "3   rejected: not json", "1   rejected: duplicate"):
        assert words in said
    assert said.index("not json") < said.index("duplicate")
    assert "likes" not in said
