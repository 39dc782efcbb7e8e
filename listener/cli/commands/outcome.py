"""`listener outcome`: tell what happened off the channels."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors, log_errors_only
from listener.cli.support.times import time_or_now

if TYPE_CHECKING:
    from listener.settings import Settings
    from models.campaigns import Campaign
    from models.outcomes import OutcomeReport


def outcome(
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN.yaml", help="A campaign file.")],
    count: Annotated[float, typer.Argument(min=-1e12, max=1e12, help="Units since the last report.")],
    id: Annotated[str | None, typer.Option(metavar="ID", help="Told again under it, the later word stands.")] = None,
    log: Annotated[str | None, typer.Option(metavar="FILE", help="Of `listener run`; else Kafka.")] = None,
    at: Annotated[str | None, typer.Option(metavar="TIME", help="When it was counted. [default: now]")] = None,
) -> None:
    """Tell what happened off the channels: so many gifts, signatures or visitors more.

    Counts add up, on the board beside the decisions. A cron job that names an --id may run twice: it counts once.
    """
    from math import isfinite
    from uuid import uuid4

    from listener.campaign_file.loading import load_files
    from listener.local.said import append_report
    from listener.settings import from_environment
    from models.errors import InputError
    from models.outcomes import OutcomeReport
    from models.posts import instant

    if not isfinite(count):
        raise InputError(f"{count} units cannot be counted")
    found = load_files([campaign])[0]
    counted_at = instant(time_or_now(at, "--at"))
    report = OutcomeReport(id or str(uuid4()), found.name, found.outcome.name, count, counted_at)
    log_errors_only()
    if log:
        append_report(Path(log), report)
    else:
        asyncio.run(_send_report(from_environment(), report))
    errors().print(_confirmation(found, report))


async def _send_report(settings: "Settings", report: "OutcomeReport") -> None:
    """Writes the report to its topic. Raises InputError."""
    from aiokafka.errors import KafkaError

    from listener.kafka import clients, topics, wire
    from models.errors import InputError

    await topics.check_topics(settings)
    try:
        await clients.send_record(settings, topics.OUTCOMES, report.campaign.encode(), wire.encode(report))
    except KafkaError as error:
        raise InputError(f"the report could not be written: {error}") from None


def _confirmation(campaign: "Campaign", report: "OutcomeReport") -> str:
    wanted = campaign.outcome
    told = f"{report.count:,g} {wanted.unit} told"
    return f"{campaign.name}, {wanted.name}: {told}; {wanted.target:,g} are wanted in all"
