"""The summary of a run says of each audience what was decided, or why nothing was."""

from collections import Counter

from msgspec.structs import replace

from listener.cli.support.console import output
from listener.wording.summary import Summary
from models.campaigns import AudienceFilter, Campaign
from tests.making import MONDAY, campaign, run, stream


def on_twitter() -> Campaign:
    usual = campaign()
    return replace(usual, audiences=(replace(usual.audiences[0], when=AudienceFilter(channels=("twitter",))),))


def printed(summary: Summary) -> str:
    console = output()
    with console.capture() as captured:
        console.print(*summary.tables())
    return " ".join(captured.get().split())


def test_an_audience_without_a_window_is_told_what_its_campaign_waits_for() -> None:
    said = printed(Summary(campaigns=[campaign()]))
    assert "relief / locals: no window, for the campaign has not begun there" in said
    assert "the first hour from which 3 authors speak within a day, or with `starts` of its file" in said


def test_where_a_start_is_given_it_is_named() -> None:
    said = printed(Summary(campaigns=[campaign(starts=MONDAY)]))
    assert "relief / locals: no window, for it has no post since the campaign's start, 2025-01-06 00:00 UTC" in said


def test_an_audience_with_windows_waits_for_nothing() -> None:
    summary = Summary(campaigns=[campaign()])
    summary.add_decisions(run(stream(authors=9, days=2)).decisions)
    assert "no window" not in printed(summary)


def test_programs_are_told_runs_of_equal_decisions_and_what_became_of_the_records() -> None:
    summary, told = Summary(), run(stream(authors=9, days=2))
    summary.add_decisions(told.decisions)
    summary.counts.update(told.counts)
    *runs, records = summary.lines()
    assert sum(each["windows"] for each in runs if isinstance(each["windows"], int)) == len(told.decisions)
    assert [each["audience"] for each in runs] == ["relief|locals"] * len(runs)
    assert (runs[0]["since"], runs[-1]["until"]) == (told.decisions[0].window.start, told.decisions[-1].window.end)
    assert records == {"records": {"tagged": 9, "taken": 9}, "rejected": {}}


def test_posts_on_channels_that_no_audience_asks_for_are_said_to_be() -> None:
    summary = Summary(campaigns=[on_twitter()])
    summary.counts.update({("media", "unmatched"): 12, ("twitter", "unmatched"): 5, ("media", "tagged"): 1})
    said = printed(summary)
    assert "no audience asks for media (12 posts): `when: {channels: ...}` of the campaign file has twitter" in said
    assert "(5 posts)" not in said


def test_an_audience_without_channels_asks_for_all_of_them() -> None:
    summary = Summary(campaigns=[campaign()], counts=Counter({("media", "unmatched"): 12}))
    assert "no audience asks for" not in printed(summary)


def test_of_many_unheard_channels_the_loudest_are_named() -> None:
    summary = Summary(campaigns=[on_twitter()])
    summary.counts.update({(f"feed-{each}", "unmatched"): each for each in range(1, 9)})
    said = printed(summary)
    assert "feed-8 (8 posts), feed-7 (7 posts)" in said
    assert "feed-4 (4 posts), 3 more channels:" in said
