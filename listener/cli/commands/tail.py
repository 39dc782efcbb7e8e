"""`listener tail`: what comes to a topic, as it comes."""

import asyncio
import sys
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from listener.cli.support.console import errors, log_errors_only, output

Item = TypeVar("Item")
_SHOWN = 200  # characters of what is wrong with a record
Show = Callable[[bytes], None]  # what is done with a record's bytes

if TYPE_CHECKING:
    from rich.text import Text


class WatchedTopic(StrEnum):
    """The topics that a person can read."""

    SIGNALS = "signals"
    DECISIONS = "decisions"
    REJECTED = "rejected"


def tail(
    topic: Annotated[WatchedTopic, typer.Argument(help="What to watch.")] = WatchedTopic.SIGNALS,
    as_json: Annotated[bool, typer.Option("--json", help="The records as they are, one a line.")] = False,
    from_start: Annotated[bool, typer.Option("--from-start", help="Also what is there already.")] = False,
) -> None:
    """Watch signals, decisions or rejections on the Kafka of LISTENER_BOOTSTRAP, until Ctrl-C."""
    log_errors_only()
    asyncio.run(_print_records(topic, _print_raw if as_json else line_printer(topic), from_start))


async def _print_records(topic: WatchedTopic, show: Show, from_start: bool) -> None:
    from listener.kafka import tail as tailing
    from listener.settings import from_environment

    async for record in tailing.tail(from_environment(), topic.value, from_start=from_start):
        show(record.value)


def _print_raw(value: bytes) -> None:
    from listener.wording.visible import visible_json

    sys.stdout.buffer.write((visible_json(value) if sys.stdout.isatty() else value) + b"\n")
    sys.stdout.buffer.flush()


def line_printer(topic: WatchedTopic) -> Show:
    """A function that decodes a record of the topic and prints it as a line."""
    from listener.kafka.wire import decode_any_signal
    from listener.wording.terminal import any_signal_line, decision_line, rejection_line
    from models.decisions import Decision
    from models.decoding import json_decoder
    from models.rejections import Rejection

    printers = {
        WatchedTopic.SIGNALS: _printer(decode_any_signal, any_signal_line),
        WatchedTopic.DECISIONS: _printer(json_decoder(Decision), decision_line),
        WatchedTopic.REJECTED: _printer(json_decoder(Rejection), rejection_line),
    }
    return printers[topic]


def _printer(decode: "Callable[[bytes | None], Item]", line_of: "Callable[[Item], Text]") -> Show:
    from models.errors import UnreadableError

    console = output()

    def show(value: bytes) -> None:
        try:
            console.print(line_of(decode(value)), soft_wrap=True)
        except UnreadableError as error:
            problem = f"a record that cannot be read: {error.reason}: {str(error)[:_SHOWN]}"
            errors().print(problem, markup=False, highlight=False, soft_wrap=True)

    return show
