"""`listener movement`: is it a moment or a movement, over files of posts."""

from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import output
from listener.cli.support.sampling import read_log, read_posts
from listener.cli.support.times import Now, time_or_now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.movement import AudienceMovement
    from models.posts import Millis


def movement(
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN.yaml", help="A campaign file.")],
    posts: Annotated[
        list[str] | None, typer.Argument(metavar="POSTS.ndjson...", help="Files; .gz, .zst; - is stdin.")
    ] = None,
    log: Annotated[
        str | None, typer.Option(metavar="FILE", help="Of `listener run`: its posts, too, and its board shows it.")
    ] = None,
    outcomes: Annotated[
        str | None, typer.Option(metavar="FILE", help="Reports of outcomes, NDJSON, for what came of it.")
    ] = None,
    commands: Annotated[
        str | None, typer.Option(metavar="FILE", help="The team's chapter releases, NDJSON: when each call was out.")
    ] = None,
    decisions: Annotated[
        str | None, typer.Option(metavar="FILE", help="As `replay --decisions` writes: chapters of `on_advance`.")
    ] = None,
    json: Annotated[str | None, typer.Option(metavar="FILE", help="Write all figures, a line an audience.")] = None,
    report: Annotated[str | None, typer.Option(metavar="FILE.html", help="Write them as one page.")] = None,
    language: Annotated[str, typer.Option(metavar="CODE", help="en or nb.")] = "en",
    send: Annotated[bool, typer.Option("--send", help="To the topic `movement`, for the board.")] = False,
    now: Now = None,
) -> None:
    """Tell whether an audience's peak was a moment or began a movement, each figure with its interval.

    Event time only, and a bounded sample of authors: order and repeats of posts mean nothing. Run it daily with --log
    or --send, and the board has a page of it.
    """
    from models.errors import InputError

    posts = posts or []
    if not posts and not log:
        raise InputError("name files of posts, or a log with --log")
    from listener.files.identity import refuse_overwriting

    beside = [each for each in (log, outcomes, commands, decisions) if each]
    refuse_overwriting([campaign, *posts, *beside], {"--json": json, "--report": report})
    found = _measure(campaign, posts, log, time_or_now(now), outcomes, commands, decisions)
    _tell(found, log, send)
    if json:
        _write_json(json, found)
    if report:
        from listener.board.web.movement_report import write_movement_report

        write_movement_report(report, found, language)
    if "-" not in (json, report):
        from listener.wording.movement_table import movement_tables

        output().print(*movement_tables(found, language), sep="\n")


def _measure(
    path: str,
    posts: "list[str]",
    log: str | None,
    received: "Millis",
    outcomes: str | None,
    commands: str | None,
    decisions: str | None,
) -> "list[AudienceMovement]":
    from listener.campaign_file.loading import load_files
    from listener.files import movement_files
    from listener.files.lines import Lines
    from listener.settings import author_key, from_environment
    from listener.worker.tagger_pool import make_tagger
    from pipelines.movement import MovementReader, find_known_authors, measure_movement

    campaign = load_files([path], posts)[0]
    settings = from_environment()
    tagger = make_tagger([campaign], settings)
    key = author_key(settings, may_be_public=True)
    reports = movement_files.read_reports(Lines([outcomes]), campaign.name) if outcomes else ()
    releases = {
        each.name: movement_files.read_releases(
            Lines([commands]) if commands else (), Lines([decisions]) if decisions else (), campaign.name, each.name
        )
        for each in campaign.audiences
    }
    reader = MovementReader(campaign, tagger, key)
    if log:
        read_log(reader, log, received)
    if posts:
        read_posts(reader, Lines(posts), received)
    known = find_known_authors(reports, key.panel_key(campaign.name))
    return [
        measure_movement(
            reader.samples[each.name],
            campaign,
            each,
            releases=releases[each.name],
            outcomes=reports,
            known=known,
        )
        for each in campaign.audiences
    ]


def _write_json(path: str, found: "Sequence[AudienceMovement]") -> None:
    import msgspec

    from listener.files.output import open_output

    with open_output(path) as write:
        for each in found:
            write(msgspec.json.encode(each))


def _tell(found: "Sequence[AudienceMovement]", log: str | None, send: bool) -> None:
    """Where boards read it."""
    import asyncio
    from pathlib import Path

    if log:
        from listener.local.said import append_movements

        append_movements(Path(log), found)
    if send:
        from listener.kafka.told_movements import send_movements
        from listener.settings import from_environment

        asyncio.run(send_movements(from_environment(), found))
