"""`listener label`: read the votes that were drawn, one post at a time, and say what each is."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors, log_errors_only, output
from listener.cli.support.on_kafka import on_kafka

if TYPE_CHECKING:
    from listener.files.label_files import QueuedPost
    from listener.settings import Settings
    from models.campaigns import Campaign
    from models.labels import PostLabel


def label(
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN.yaml", help="A campaign file.")],
    reader: Annotated[str, typer.Option(metavar="NAME", help="Your pseudonym, the same each time.")] = "reader",
    queue: Annotated[str | None, typer.Option(metavar="FILE", help="Of `replay --label-queue`; else Kafka.")] = None,
    out: Annotated[str | None, typer.Option(metavar="FILE", help="NDJSON, with --queue: what you said.")] = None,
    log: Annotated[str | None, typer.Option(metavar="FILE", help="Of `listener run`; else Kafka.")] = None,
    report: Annotated[bool, typer.Option("--report", help="Ask nothing: what was read says of the tagger.")] = False,
    decisions: Annotated[str | None, typer.Option(metavar="FILE", help="With --report: of `replay`.")] = None,
) -> None:
    """Read the posts behind a few votes that were drawn by chance, and say what each is: six keys, minutes a day.

    Decisions then rest on what people read, and hold whatever the tagger does. Words of harm are not shown. From a
    file, a label is dated when its vote was drawn; what --out has already stays. --report says what the labels so far
    tell of the tagger on this campaign, and what more of them a day would buy.
    """
    from listener.campaign_file.loading import load_files
    from listener.cli.support.label_report import print_label_report
    from models.errors import InputError

    if not 1 <= len(reader) <= 64:
        raise InputError("--reader: a pseudonym of 1 to 64 characters")
    if log and (queue or out):
        raise InputError("--log, or --queue and --out: one of the two")
    if (queue is None) != (out is None):
        raise InputError("--queue and --out go together: from a file, into a file")
    if decisions and (not report or log):
        raise InputError("--decisions goes with --report, and without --log")
    found = load_files([campaign])[0]
    log_errors_only()
    if report:
        print_label_report(found, decisions, log)
        return
    count = _count_answers(found, reader, queue, out, log)
    errors().print(f"{count:,} read" if count else "0 read: nothing is left for you to read, or you ended at once")
    if out:
        errors().print(f"Count them: listener replay {campaign} POSTS.ndjson --labels {out}", soft_wrap=True)


def _count_answers(campaign: "Campaign", reader: str, queue: str | None, out: str | None, log: str | None) -> int:
    """Asks about the drawn posts, wherever they are; how many were read."""
    if log:
        return _label_log(Path(log), reader, campaign)
    if queue and out:
        return _label_file(queue, out, reader, campaign)
    with on_kafka("--log FILE, the log of a `listener run`; or --queue and --out, with what `replay` drew"):
        return asyncio.run(_label_topic(campaign, reader))


def _label_log(path: Path, reader: str, campaign: "Campaign") -> int:
    from listener.cli.support.reading import ask_for_answers
    from listener.files.label_files import queue_posts, still_to_read
    from listener.importing.keys import find_author_key
    from listener.local.said import append_label, read_labels_of_log, read_texts_of_log
    from listener.settings import from_environment

    draws, labels = read_labels_of_log(path, campaign.name)
    asked = {each.post for each in still_to_read(queue_posts(draws, {}), labels, reader)}
    wanted = [each for each in draws if each.post in asked]
    texts = read_texts_of_log(path, wanted, campaign, find_author_key(from_environment())) if wanted else {}
    count = 0
    queue = still_to_read(queue_posts(wanted, texts), labels, reader)
    for count, each in enumerate(ask_for_answers(queue, reader, datetime.now(UTC), output()), 1):  # noqa: B007
        append_label(path, each)
    return count


def _label_file(queue: str, out: str, reader: str, campaign: "Campaign") -> int:
    from listener.cli.support.reading import ask_for_answers
    from listener.files.identity import refuse_overwriting
    from listener.files.label_files import read_labels, read_queue, still_to_read
    from listener.files.lines import Lines
    from models.errors import InputError

    refuse_overwriting([queue], {"--out": out})
    before = list(read_labels(Lines([out]))) if Path(out).exists() else []
    queued = list(read_queue(Lines([queue])))
    if others := {each.campaign for each in queued} - {campaign.name}:
        raise InputError(f"{queue}: is drawn from {', '.join(sorted(others))}, not from {campaign.name}")
    asked = still_to_read(queued, before, reader)
    given: list[PostLabel] = []
    try:
        given.extend(ask_for_answers(asked, reader, None, output()))
    finally:
        _write_labels(out, [*before, *given])
    return len(given)


def _write_labels(path: str, labels: "list[PostLabel]") -> None:
    import msgspec

    from listener.files.output import open_output

    with open_output(path) as write:
        for each in labels:
            write(msgspec.json.encode(each))


async def _label_topic(campaign: "Campaign", reader: str) -> int:
    from listener.cli.support.reading import ask_for_answers
    from listener.kafka.label_queue import open_sender
    from listener.settings import from_environment

    settings, count = from_environment(), 0
    asked = await _read_asked(settings, campaign, reader)
    async with open_sender(settings) as sender:
        for each in ask_for_answers(asked, reader, datetime.now(UTC), output()):
            await sender.send(each)
            count += 1
    return count


async def _read_asked(settings: "Settings", campaign: "Campaign", reader: str) -> "list[QueuedPost]":
    """What is drawn and still to be read by this reader, with the words."""
    from listener.files.label_files import queue_posts, still_to_read
    from listener.kafka.label_queue import read_drawn_texts, read_label_records
    from listener.settings import author_key

    draws, labels = await read_label_records(settings, campaign.name)
    asked = {each.post for each in still_to_read(queue_posts(draws, {}), labels, reader)}
    wanted = [each for each in draws if each.post in asked]
    texts = (
        await read_drawn_texts(settings, wanted, campaign, author_key(settings, may_be_public=True)) if wanted else {}
    )
    return still_to_read(queue_posts(wanted, texts), labels, reader)
