"""`listener review`: one report of a campaign from first day to last, with what to keep and what to change."""

from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import output
from listener.cli.support.times import Now, time_or_now
from models.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.campaigns import Campaign
    from models.commands import Command
    from models.decisions import Decision
    from models.outcomes import OutcomeReport
    from models.posts import Millis
    from models.reviews import CampaignReview


def review(
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN.yaml", help="A campaign file.")],
    posts: Annotated[list[str], typer.Argument(metavar="POSTS.ndjson...", help="Files; .gz, .zst.")],
    decisions: Annotated[
        str | None, typer.Option(metavar="FILE", help="As `replay --decisions` writes; else the posts are replayed.")
    ] = None,
    commands: Annotated[
        str | None, typer.Option(metavar="FILE", help="The team's releases and verdicts, NDJSON.")
    ] = None,
    outcomes: Annotated[str | None, typer.Option(metavar="FILE", help="Reports of outcomes, NDJSON.")] = None,
    beside: Annotated[
        list[str] | None, typer.Option(metavar="FILE", help="Another campaign's review (--json), side by side.")
    ] = None,
    json: Annotated[str | None, typer.Option(metavar="FILE", help="Write the whole review as one line.")] = None,
    report: Annotated[str | None, typer.Option(metavar="FILE.html", help="Write it as one page.")] = None,
    language: Annotated[str, typer.Option(metavar="CODE", help="en or nb.")] = "en",
    now: Now = None,
) -> None:
    """Review a campaign: every decision and what came after it, how many stood, what to keep and what to change.

    The report is one file that needs nothing else. It also has all figures of `listener movement`.
    """
    from listener.files import movement_files
    from listener.files.identity import refuse_overwriting
    from listener.files.lines import Lines

    if "-" in posts:
        raise InputError("the posts are read twice: standard input can be read once")
    read = [campaign, *posts, *(beside or ()), *(each for each in (decisions, commands, outcomes) if each)]
    refuse_overwriting(read, {"--json": json, "--report": report})
    others = list(movement_files.read_past_reviews(Lines(beside))) if beside else []
    found = _review(campaign, posts, time_or_now(now), decisions, commands, outcomes)
    if json:
        _write_json(json, found)
    if report:
        from listener.board.web.movement_report import write_review_report

        write_review_report(report, found, others, language)
    if "-" not in (json, report):
        from listener.wording.review_table import review_tables

        output().print(*review_tables(found, others, language), sep="\n")


def _review(
    path: str,
    posts: "list[str]",
    received: "Millis",
    decisions: str | None,
    commands: str | None,
    outcomes: str | None,
) -> "CampaignReview":
    from listener.campaign_file.loading import load_files
    from listener.files import movement_files
    from listener.files.lines import Lines

    campaign = load_files([path], posts)[0]
    said = list(movement_files.read_commands(Lines([commands]))) if commands else []
    reports = movement_files.read_reports(Lines([outcomes]), campaign.name) if outcomes else ()
    told = (
        list(movement_files.read_decisions(Lines([decisions])))
        if decisions
        else _replay(campaign, posts, received, said)
    )
    return _measure(campaign, posts, received, told, said, reports)


def _replay(
    campaign: "Campaign", posts: "list[str]", received: "Millis", commands: "Sequence[Command]"
) -> "list[Decision]":
    """What the campaign's policy decides of the posts."""
    from listener.files.lines import Lines
    from listener.files.replay import replay_lines
    from listener.settings import author_key, from_environment
    from listener.worker.tagger_pool import make_tagger
    from models.campaigns import audience_key
    from pipelines.flow import Flow

    settings = from_environment()
    flow = Flow([campaign], make_tagger([campaign], settings), author_key=author_key(settings, may_be_public=True))
    for each in commands:
        if each.campaign == campaign.name and campaign.audience(each.audience):
            flow.command(audience_key(each.campaign, each.audience), each)
    return [decision for told in replay_lines(flow, Lines(posts), received) for decision in told.decisions]


def _measure(
    campaign: "Campaign",
    posts: "list[str]",
    received: "Millis",
    told: "Sequence[Decision]",
    commands: "Sequence[Command]",
    reports: "Sequence[OutcomeReport]",
) -> "CampaignReview":
    from listener.cli.support.sampling import read_posts
    from listener.files.lines import Lines
    from listener.settings import author_key, from_environment
    from listener.worker.tagger_pool import make_tagger
    from pipelines.movement import (
        MovementReader,
        find_beginnings,
        find_known_authors,
        measure_movement,
        review_campaign,
    )

    settings = from_environment()
    key = author_key(settings, may_be_public=True)
    reader = MovementReader(campaign, make_tagger([campaign], settings), key)
    read_posts(reader, Lines(posts), received)
    movements = [
        measure_movement(
            reader.samples[each.name],
            campaign,
            each,
            releases=find_beginnings(told, commands, campaign.name, each.name),
            outcomes=reports,
            known=find_known_authors(reports, key.panel_key(campaign.name)),
        )
        for each in campaign.audiences
    ]
    return review_campaign(campaign, reader.samples, movements, told, commands)


def _write_json(path: str, found: "CampaignReview") -> None:
    import msgspec

    from listener.files.output import open_output

    with open_output(path) as write:
        write(msgspec.json.encode(found))
