"""`listener brief` and `listener calendar`: a brand's commitments for a week's meeting, and what comes."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors
from listener.cli.support.json_lines import AsJson, write_json
from listener.cli.support.times import time_or_now

if TYPE_CHECKING:
    from models.accountability import CommitmentSignal
    from models.campaigns import Campaign
    from models.ledger import LedgerRecord
    from models.posts import Millis
    from pipelines.accountability.overview import BrandOverview, CommitmentLine

CampaignFile = Annotated[str, typer.Argument(metavar="CAMPAIGN.yaml", help="A campaign file.")]
Ledger = Annotated[str | None, typer.Option(metavar="FILE", help="Its ledger, as `replay --ledger` writes it.")]
Signals = Annotated[str | None, typer.Option(metavar="FILE", help="Its signals, as `replay --signals` writes them.")]
At = Annotated[str | None, typer.Option(metavar="TIME", help="As of when. [default: now]")]
Language = Annotated[str, typer.Option(metavar="CODE", help="en or nb, as far as it is translated.")]


def brief(
    campaign: CampaignFile,
    ledger: Ledger = None,
    signals: Signals = None,
    at: At = None,
    days: Annotated[int, typer.Option(min=1, max=400, help="That it covers.")] = 7,
    language: Language = "en",
    html: Annotated[bool, typer.Option("--html", help="As a page of HTML.")] = False,
    send: Annotated[bool, typer.Option("--send", help="By e-mail, to the campaign's routes of that kind.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write what is owed, asked, said and due, in Markdown: for a brand's weekly meeting."""
    from listener.wording.brief import write_brief
    from listener.wording.brief_html import brief_as_html
    from models.posts import DAY_MS

    until = time_or_now(at, "--at")
    found, records, told, shown = _read(campaign, ledger, signals, until)
    lines = list(write_brief(found, shown, records, told, (until - days * DAY_MS, until), language))
    if as_json:
        write_json(_standing(found, each) for each in shown.lines)
    if send:
        _send(found, lines, language)
    elif not as_json:
        _write(brief_as_html(lines, language) if html else lines)


def _standing(campaign: "Campaign", line: "CommitmentLine") -> dict[str, object]:
    """Where one commitment stands: times in UTC, progress as a share of the way to its target."""
    from models.posts import instant

    at = {"last_update": line.last_update, "silent_since": line.silent_since, "next_update": line.next_update}
    times = {name: None if each is None else instant(each) for name, each in at.items()}
    promised = {"campaign": campaign.name, "commitment": line.commitment.name, "owner": line.commitment.owner}
    standing = {"standing": line.standing, "progress": line.progress, "updates": line.updates, "asking": line.asking}
    return {**promised, **standing, **times, "unsaid": line.unsaid}


def _send(campaign: "Campaign", lines: "list[str]", language: str) -> None:
    from listener.settings import variables
    from listener.sinks.brief_mail import mail_brief
    from listener.wording.brief_html import brief_as_html

    page = "\n".join(brief_as_html(lines, language))
    for route in mail_brief(campaign, variables(), "\n".join(lines), page):
        errors().print(f"sent: route {route} of {campaign.name}")


def calendar(
    campaign: CampaignFile,
    ledger: Ledger = None,
    at: At = None,
    ics: Annotated[bool, typer.Option("--ics", help="As an iCalendar file.")] = False,
    language: Language = "en",
    as_json: AsJson = False,
) -> None:
    """List the updates and commitments that are due, and planned events."""
    from listener.wording.accountability import local_day
    from listener.wording.brief import calendar_ics, list_calendar

    since = time_or_now(at, "--at")
    found, _, _, shown = _read(campaign, ledger, None, since)
    entries = list_calendar(found, shown, since, language)
    if ics:
        _write(f"{line}\r" for line in calendar_ics(found, entries, since))
    elif as_json:
        days = [(local_day(each.at - 1, found.timezone), each) for each in entries]
        write_json({"day": day, "title": each.title, "owner": each.owner} for day, each in days)
    else:
        _write(f"{local_day(each.at - 1, found.timezone)}  {each.title}  {each.owner}".rstrip() for each in entries)


def _read(
    path: str, ledger: str | None, signals: str | None, at: "Millis"
) -> "tuple[Campaign, list[LedgerRecord], list[CommitmentSignal], BrandOverview]":
    from listener.campaign_file.loading import load_files
    from listener.files.ledger_files import read_notices, read_records
    from listener.files.lines import Lines
    from models.posts import millis
    from pipelines.accountability.overview import overview

    found = load_files([path])[0]
    records = [each for each in read_records(Lines([ledger])) if each.campaign == found.name] if ledger else []
    told = [each for each in read_notices(Lines([signals])) if each.data.campaign == found.name] if signals else []
    records = [each for each in records if millis(each.at) < at]
    told = [each for each in told if millis(each.time) <= at]
    return found, records, told, overview(found, records, told, at)


def _write(lines: "Iterable[str]") -> None:
    from listener.files.lines import STANDARD
    from listener.files.output import open_output
    from listener.wording.visible import visible

    with open_output(STANDARD) as write:
        for line in lines:
            end = "\r" if line.endswith("\r") else ""
            write((visible(line.removesuffix("\r")) + end).encode())
