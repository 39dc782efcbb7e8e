"""How decisions look to a person: reasons in words, runs instead of rows, nothing that breaks on a narrow screen."""

from datetime import UTC, datetime, timedelta
from io import StringIO

from msgspec.structs import replace
from rich.console import Console, RenderableType

from listener.wording.summary import Summary
from listener.wording.terminal import (
    counts_table,
    decision_line,
    merge_runs,
    reason_line,
    rejection_line,
    run_entries,
    signal_entry,
    signal_line,
)
from models.decisions import DataQuality, Decision, DecisionKind, Evidence, Versions, Window
from models.rejections import Origin, Reason, Rejection
from pipelines.signals import make_signal
from tests.checks import make_checks

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
        evidence=Evidence(eligible_authors=612, share=0.36, steady_share=0.36, bar=0.3, **evidence),  # type: ignore[arg-type]
        data_quality=DataQuality(),
        window=Window(START + hour * HOUR, START + (hour + 1) * HOUR),
        versions=Versions("1", "tags-1", "steady-1"),
        checks=make_checks(),
    )


def screen(*shown: RenderableType, width: int = 80) -> str:
    console = Console(file=StringIO(), width=width, color_system=None)
    console.print(*shown, sep="\n")
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_the_reasons_stand_in_one_line_the_largest_obstacles_first() -> None:
    held = decision(0, DecisionKind.PROLONG, can_change_from=START + 30 * HOUR)
    assert reason_line(held, most=1) == (
        "the share among steady, long-known authors is about 36% (asked: 30%, and beyond doubt): "
        "evidence 45% of the way; can change from 2026-10-06 06:00 on"
    )
    assert reason_line(held).count("evidence") == 2


def test_an_advance_says_all_that_it_rests_on_and_names_no_time() -> None:
    ready = decision(0, DecisionKind.ADVANCE, can_change_from=START + 30 * HOUR)
    assert reason_line(ready).startswith("about 36% are where the chapter wants them (asked: 30%); 612 authors")
    assert "can change" not in reason_line(ready)


def test_a_decision_that_the_next_window_may_change_names_no_time() -> None:
    assert "can change" not in reason_line(decision(0, DecisionKind.PROLONG, can_change_from=START + 2 * HOUR))


def test_what_weakens_a_decision_is_said_after_its_reasons() -> None:
    weak = decision(0, DecisionKind.PROLONG, fragile=True)
    said = reason_line(replace(weak, data_quality=DataQuality(silent_channels=("bluesky", "reddit"))))
    assert said.endswith("; fragile: without one of the channels it would read otherwise; silent: bluesky, reddit")


def test_equal_decisions_that_follow_each_other_are_one_run() -> None:
    kinds = [DecisionKind.PROLONG] * 3 + [DecisionKind.ADVANCE] + [DecisionKind.PROLONG] * 2
    runs = merge_runs((), [decision(hour, kind) for hour, kind in enumerate(kinds)])
    assert [(run.last.decision, run.windows) for run in runs] == [
        (DecisionKind.PROLONG, 3),
        (DecisionKind.ADVANCE, 1),
        (DecisionKind.PROLONG, 2),
    ]


def test_another_chapter_is_another_run() -> None:
    two = [decision(0, DecisionKind.PROLONG), decision(1, DecisionKind.PROLONG, chapter="stand-with")]
    assert len(merge_runs((), two)) == 2


def test_runs_can_grow_bit_by_bit() -> None:
    many = [decision(hour, DecisionKind.PROLONG if hour % 3 else DecisionKind.ADVANCE) for hour in range(10)]
    grown = Summary()
    for each in many:
        grown.add_decisions([each])
    assert grown.runs == {"relief-fund|locals": merge_runs((), many)}


def test_of_a_chapter_that_asks_for_authors_no_share_is_shown() -> None:
    of_authors = decision(0, DecisionKind.PROLONG)
    of_authors = replace(of_authors, evidence=replace(of_authors.evidence, bar=None))
    said = screen(*run_entries("relief-fund|locals", merge_runs((), [of_authors])), width=100)
    assert "PROLONG            who-it-hit  1 window, 612 may vote" in said


def test_the_runs_show_from_when_to_when_and_why() -> None:
    runs = merge_runs((), [decision(hour, DecisionKind.PROLONG) for hour in range(3)])
    said = screen(*run_entries("relief-fund|locals", runs), width=100)
    assert "relief-fund / locals: 3 windows" in said
    assert "2026-10-05 00:00  PROLONG            who-it-hit  3 windows, 36% there, 612 may vote" in said
    assert "                  the share among steady" in said
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
