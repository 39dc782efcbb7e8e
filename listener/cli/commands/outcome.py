"""`listener outcome`: tell what happened off the channels."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors, log_errors_only
from listener.cli.support.json_lines import AsJson, write_json
from listener.cli.support.on_kafka import on_kafka
from listener.cli.support.times import time_or_now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from listener.settings import Settings
    from models.campaigns import Campaign
    from models.outcomes import OutcomeReport


def outcome(
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN.yaml", help="A campaign file.")],
    count: Annotated[float | None, typer.Argument(min=-1e12, max=1e12, help="Units since the last report.")] = None,
    id: Annotated[str | None, typer.Option(metavar="ID", help="Told again under it, the later word stands.")] = None,
    table: Annotated[
        str | None, typer.Option("--from", metavar="FILE", help="A table of gifts, signatures: one a row.")
    ] = None,
    zone: Annotated[str | None, typer.Option(metavar="ZONE", help="Of the table's times: Europe/Oslo, UTC.")] = None,
    dates: Annotated[str | None, typer.Option(metavar="ORDER", help="dmy or mdy: how to read 03/04/2026.")] = None,
    log: Annotated[str | None, typer.Option(metavar="FILE", help="Of `listener run`; else Kafka.")] = None,
    at: Annotated[str | None, typer.Option(metavar="TIME", help="When it was counted. [default: now]")] = None,
    as_json: AsJson = False,
) -> None:
    """Tell what happened off the channels: so many gifts, signatures or visitors more.

    Counts add up, on the board beside the decisions. A cron job that names an --id may run twice: it counts once.
    With --from each row of a table counts once under its own id, for the call to action whose `codes` it has.
    """
    from listener.campaign_file.loading import load_files
    from listener.local.said import append_reports
    from listener.settings import from_environment
    from models.errors import InputError

    if (count is None) == (table is None):
        raise InputError("expected how many units more, or a table with --from")
    found = load_files([campaign])[0]
    reports = (
        _read_table(found, table, zone, dates)
        if table
        else [_one_report(found, count or 0.0, id, time_or_now(at, "--at"))]
    )
    log_errors_only()
    if log:
        append_reports(Path(log), reports)
    else:
        with on_kafka("--log FILE, the log of a `listener run`"):
            asyncio.run(_send_reports(from_environment(), reports))
    if as_json:
        write_json(reports)
        return
    for line in _confirm(found, reports):
        errors().print(line)


def _one_report(campaign: "Campaign", count: float, id: str | None, at: int) -> "OutcomeReport":
    from math import isfinite
    from uuid import uuid4

    from models.errors import InputError
    from models.outcomes import OutcomeReport
    from models.posts import instant

    if not isfinite(count):
        raise InputError(f"{count} units cannot be counted")
    wanted = campaign.outcome
    return OutcomeReport(id or str(uuid4()), campaign.name, wanted.name, count, instant(at), wanted.unit)


def _read_table(campaign: "Campaign", path: str, zone: str | None, dates: str | None) -> "list[OutcomeReport]":
    """What the rows of a table count for; the rest is said. Raises InputError where none counts."""
    from listener.importing.keys import keep_author_key
    from listener.importing.moments import check_order, find_order, find_zone
    from listener.importing.outcome_tables import OutcomeTable
    from listener.importing.table_files import TableFile
    from listener.settings import from_environment
    from models.errors import InputError
    from models.rejections import Rejection
    from pipelines.outcomes import join_outcome

    rows, key = TableFile(path), keep_author_key(from_environment()).key
    told_zone = find_zone(zone) if zone else None
    table = OutcomeTable(rows.columns, key, campaign.name, check_order(dates), told_zone)
    if table.order is None:
        table.order = find_order(table.moments(rows.rows()))
    reports, refused = list["OutcomeReport"](), Counter[str]()
    for row in rows.rows():
        heard = table.read(row)
        joined = heard if isinstance(heard, Rejection) else join_outcome(heard, [campaign])
        if isinstance(joined, Rejection):
            refused[f"{joined.reason.replace('_', ' ')}, as in row {row.number}: {joined.detail}"] += 1
        else:
            reports += joined
    for why, number in refused.most_common(5):
        errors().print(f"not taken, {number}: {why}", soft_wrap=True)
    if not reports:
        raise InputError(f"{path}: no row of it counts")
    return reports


async def _send_reports(settings: "Settings", reports: "Sequence[OutcomeReport]") -> None:
    """Writes the reports to their topic. Raises InputError."""
    from aiokafka.errors import KafkaError

    from listener.kafka import clients, topics, wire
    from models.errors import InputError

    await topics.check_topics(settings)
    topic = settings.topic(topics.OUTCOMES)
    try:
        async with clients.producer(settings) as producer:
            sent = [await producer.send(topic, wire.encode(each), key=each.campaign.encode()) for each in reports]
            await asyncio.gather(*sent)
    except KafkaError as error:
        raise InputError(f"the report could not be written: {error}") from None


def _confirm(campaign: "Campaign", reports: "Sequence[OutcomeReport]") -> list[str]:
    """What was told, by what it counts as."""
    wanted, told = campaign.outcome, Counter[tuple[str, str]]()
    for each in reports:
        told[each.name, each.call] += each.count  # type: ignore[assignment]  # a Counter may count in parts
    return [
        f"{campaign.name}, {name}: {count:,g} {wanted.unit if name == wanted.name else ''} told".replace("  ", " ")
        + (f" after the call of {call}" if call else "")
        + (f"; {wanted.target:,g} are wanted in all" if name == wanted.name else "")
        for (name, call), count in told.items()
    ]
