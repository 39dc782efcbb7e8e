"""`listener alerts`: try a route, and see what would have been told."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors, output, progress
from listener.cli.support.times import time_or_now

if TYPE_CHECKING:
    from rich.table import Table

    from models.alerts import Alert
    from models.campaigns import Campaign
    from models.signals import Signal

app = typer.Typer(no_args_is_help=True, help="Try the routes of a campaign's alerts.")

CampaignFile = Annotated[str, typer.Argument(metavar="CAMPAIGN.yaml", help="A campaign file.")]


@app.command("test")
def test(
    campaign: CampaignFile,
    route: Annotated[str, typer.Argument(metavar="ROUTE", help="One of its routes.")],
) -> None:
    """Send a sample on a route; it says that it is a test. Secrets come from the environment, as for the worker."""
    from listener.alerts import try_route
    from listener.campaign_file.loading import load_files
    from listener.settings import variables
    from models.errors import InputError

    found = load_files([campaign])[0]
    rejection = asyncio.run(try_route(found, route, variables()))
    if rejection is not None:
        raise InputError(f"route `{route}`: {rejection.detail}")
    output().print("arrived", style="bold green", end="  ")
    output().print(f"route {route} of {found.name}")


@app.command("preview")
def preview(
    campaign: CampaignFile,
    posts: Annotated[list[str], typer.Argument(metavar="POSTS.ndjson...", help="Files; .gz, .zst; - is stdin.")],
) -> None:
    """Replay past posts and show which alerts would have gone out, when, to whom: had nobody answered them."""
    from listener.campaign_file.loading import load_files
    from models.errors import InputError
    from pipelines import alerts

    found = load_files([campaign], posts)[0]
    if not found.alerts:
        raise InputError(f"{campaign}: has no `alerts:`, so nobody would have been told anything")
    told = alerts.preview(found, _signals(found, posts))
    output().print(_table(told))
    errors().print(f"{len(told)} alerts on {len(found.alerts)} routes of {found.name}")


def _signals(campaign: "Campaign", posts: list[str]) -> "list[Signal]":
    from listener.files.lines import Lines
    from listener.files.replay import replay_lines
    from listener.settings import author_key, from_environment
    from listener.worker.tagger_pool import make_tagger
    from pipelines.flow import Flow

    lines, found, rejected = Lines(posts), list["Signal"](), 0
    settings = from_environment()
    flow = Flow([campaign], make_tagger([campaign], settings), author_key=author_key(settings, may_be_public=True))
    with progress("replaying", lines.total) as at:
        for told in replay_lines(flow, lines, time_or_now(None)):
            found.extend(told.signals)
            rejected += len(told.rejections)
            at(lines.position)
    lines.refuse_if_none_taken(rejected)
    return found


def _table(alerts: "tuple[Alert, ...]") -> "Table":
    from rich import box
    from rich.table import Table

    from listener.sinks.alert_text import alert_title
    from listener.wording.figures import timestamp

    table = Table("when", "route", "owner", "signals", "what", box=box.SIMPLE_HEAD)
    for alert in alerts:
        when = f"{timestamp(alert.at)} UTC"
        table.add_row(when, alert.route, alert.owner, str(len(alert.items)), alert_title(alert))
    return table
