"""`listener alerts`: try a route, and see what would have been told."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors, output, progress
from listener.cli.support.json_lines import AsJson, write_json
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
    as_json: AsJson = False,  # noqa: PT028 - a command, and no test of ours
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
    if as_json:
        write_json([{"campaign": found.name, "route": route, "arrived": True}])
        return
    output().print("arrived", style="bold green", end="  ")
    output().print(f"route {route} of {found.name}")


@app.command("preview")
def preview(
    campaign: CampaignFile,
    posts: Annotated[
        list[str] | None,
        typer.Argument(metavar="[POSTS.ndjson...]", help="Files; .gz, .zst; - is stdin.", show_default=False),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Print the messages whole, not a line each.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show which alerts past posts would have made, when, to whom: had nobody answered them. Without posts, show a
    message of every kind that each route may carry."""
    from listener.campaign_file.loading import load_files
    from models.errors import InputError
    from pipelines import alerts

    found = load_files([campaign], posts or [])[0]
    if not found.alerts:
        raise InputError(f"{campaign}: has no `alerts:`, so nobody would have been told anything")
    if not posts:
        _print_samples(found, as_json)
        return
    told = alerts.preview(found, _signals(found, posts))
    if as_json:
        write_json(_plain(alert) for alert in told)
    elif full:
        for alert in told:
            _print_whole(alert, alert.route)
    else:
        output().print(_table(told))
    errors().print(f"{len(told)} alerts on {len(found.alerts)} routes of {found.name}")


def _plain(alert: "Alert", sample_of: str = "") -> dict[str, object]:
    """A message as its route is told it; of a sample, what it shows."""
    from listener.settings import variables
    from listener.sinks.alert_message import alert_lines

    title, *lines = alert_lines(alert, variables().get("LISTENER_BOARD_URL", ""))
    where = {"campaign": alert.campaign, "route": alert.route, "owner": alert.owner, "at": alert.at, "id": alert.id}
    return {**where, "sample_of": sample_of or None, "title": title, "lines": [each for each in lines if each]}


def _print_samples(campaign: "Campaign", as_json: bool) -> None:
    import time

    from listener.alerts.samples import sample_alerts

    found = [
        (route, shown, alert)
        for route in campaign.alerts
        for shown, alert in sample_alerts(campaign, route, round(time.time() * 1000))
    ]
    if as_json:
        write_json(_plain(alert, shown) for _, shown, alert in found)
    else:
        for route, shown, alert in found:
            _print_whole(alert, f"{route.name}, {route.sink}: {shown} (a sample: its figures are made up)")


def _print_whole(alert: "Alert", heading: str) -> None:
    from listener.settings import variables
    from listener.sinks.alert_message import alert_lines

    board = variables().get("LISTENER_BOARD_URL", "")
    output().rule(heading, align="left", style="dim")
    output().print("\n".join(alert_lines(alert, board)), markup=False, highlight=False)
    output().print()


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

    from listener.sinks.alert_message import alert_title
    from listener.wording.figures import timestamp

    table = Table("when", "route", "owner", "signals", "what", box=box.SIMPLE_HEAD)
    for alert in alerts:
        when = f"{timestamp(alert.at)} UTC"
        table.add_row(when, alert.route, alert.owner, str(len(alert.items)), alert_title(alert))
    return table
