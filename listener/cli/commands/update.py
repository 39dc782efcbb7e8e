"""`listener update`: tell where a commitment stands."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors, log_errors_only
from listener.cli.support.json_lines import AsJson
from listener.cli.support.on_kafka import on_kafka
from listener.cli.support.times import time_or_now
from models.ledger import EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from listener.settings import Settings
    from models.ledger import LedgerRecord


def update(
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN.yaml", help="A campaign file.")],
    commitment: Annotated[str, typer.Argument(metavar="COMMITMENT", help="One of its commitments.")],
    value: Annotated[float | None, typer.Option(metavar="NUMBER", help="Where it stands, in its unit.")] = None,
    source: Annotated[
        str, typer.Option(metavar="URL", help="Evidence. Without it a value is claimed, no more.")
    ] = "",
    evidence: Annotated[EvidenceKind, typer.Option(help="Whose evidence it is.")] = EvidenceKind.OWN,
    id: Annotated[str | None, typer.Option(metavar="ID", help="Told again under it, it counts once.")] = None,
    at: Annotated[str | None, typer.Option(metavar="TIME", help="When it was said. [default: now]")] = None,
    log: Annotated[str | None, typer.Option(metavar="FILE", help="Of `listener run`; else Kafka.")] = None,
    show: Annotated[bool, typer.Option("--print", help="Print it for `replay --updates`; send nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Tell where a commitment of the brand stands: a silence ends, and evidence moves it towards kept.

    It is written to the ledger for ever, with its source.
    """
    from uuid import uuid4

    from listener.campaign_file.loading import load_files
    from listener.local.said import append_record
    from pipelines.accountability.reported import report_update

    found = load_files([campaign])[0]
    id, moment = id or f"reported:{uuid4()}", time_or_now(at, "--at")
    told = report_update(found, commitment, moment, id, value=value, source=source, evidence=evidence)
    if show:
        print_records([told])
        return
    if log:
        append_record(Path(log), told)
    else:
        send_records([told])
    if as_json:
        print_records([told])
        return
    claimed = "" if source else ": claimed, for want of a source"
    errors().print(f"{found.name}, {commitment}: told{claimed}")


def print_records(records: "Iterable[LedgerRecord]") -> None:
    """Records as NDJSON on standard output."""
    from listener.files.lines import STANDARD
    from listener.files.output import open_output
    from pipelines.accountability import encode_entry

    with open_output(STANDARD) as write:
        for record in records:
            write(encode_entry(record))


def send_records(records: "Iterable[LedgerRecord]") -> None:
    """Writes records to the topic from which the ledger's keeper takes them. Raises InputError."""
    from listener.settings import from_environment

    log_errors_only()
    with on_kafka("--log FILE, the log of a `listener run`, or --print"):
        asyncio.run(_send(from_environment(), list(records)))


async def _send(settings: "Settings", records: "list[LedgerRecord]") -> None:
    from aiokafka.errors import KafkaError

    from listener.kafka import clients, topics, wire
    from models.errors import InputError

    await topics.check_topics(settings)
    try:
        for record in records:
            await clients.send_record(settings, topics.COMMANDS, record.campaign.encode(), wire.encode(record))
    except KafkaError as error:
        raise InputError(f"the update could not be written: {error}") from None
