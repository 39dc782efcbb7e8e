"""`listener tail`: what comes to a topic, as it comes."""

import asyncio
import sys
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from listener.cli.support.console import log_errors_only, output

Item = TypeVar("Item")

if TYPE_CHECKING:
    from rich.text import Text


class Watch(StrEnum):
    """The topics that a person can read."""

    SIGNALS = "signals"
    DECISIONS = "decisions"
    REJECTED = "rejected"


def tail(
    topic: Annotated[Watch, typer.Argument(help="What to watch.")] = Watch.SIGNALS,
    as_json: Annotated[bool, typer.Option("--json", help="The records as they are, one a line.")] = False,
    from_start: Annotated[bool, typer.Option("--from-start", help="Also what is there already.")] = False,
) -> None:
    """Watch signals, decisions or rejections on the Kafka of LISTENER_BOOTSTRAP, until Ctrl-C."""
    log_errors_only()
    asyncio.run(_watch(topic, as_json, from_start))


async def _watch(topic: Watch, as_json: bool, from_start: bool) -> None:
    from listener.kafka.tail import tail as tailing
    from listener.settings import from_environment

    show = _raw if as_json else _readable(topic)
    async for record in tailing(from_environment(), topic.value, from_start=from_start):
        show(record.value)


def _raw(value: bytes) -> None:
    sys.stdout.buffer.write(value + b"\n")
    sys.stdout.buffer.flush()


def _readable(topic: Watch) -> Callable[[bytes], None]:
    line, console = _lines(topic), output()
    return lambda value: console.print(line(value), soft_wrap=True)


def _lines(topic: Watch) -> "Callable[[bytes], Text]":
    """How a record of the topic is read and shown."""
    import msgspec

    from listener.wording.terminal import decision_line, rejection_line, signal_line
    from models.decisions import Decision
    from models.rejections import Rejection
    from models.signals import Signal

    def shown(kind: type[Item], line: Callable[[Item], "Text"]) -> "Callable[[bytes], Text]":
        decode = msgspec.json.Decoder(kind).decode
        return lambda value: line(decode(value))

    kinds = {
        Watch.SIGNALS: shown(Signal, signal_line),
        Watch.DECISIONS: shown(Decision, decision_line),
        Watch.REJECTED: shown(Rejection, rejection_line),
    }
    return kinds[topic]
