"""Replay: lines of files through the in-memory flow, in batches. No clock: the same lines, the same bytes."""

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from listener.files.lines import Line
from listener.files.records import decode_lines
from models.campaigns import audience_key
from models.commands import Command
from models.decoding import Decode, json_decoder
from models.errors import InputError
from models.gaps import is_gap
from models.posts import Millis
from models.rejections import Origin
from pipelines.flow import Flow, FlowResult
from pipelines.intake import InputRecord
from pipelines.windows import AudienceState

_BATCH = 1_000  # lines; fixed, so that the bytes of a replay never depend on it
END_OF_TIME: Millis = 253_402_300_799_000  # the last second of 9999: received after all that is in it

_decode_command: Decode[Command] = json_decoder(Command)


def replay_lines(flow: Flow, lines: Iterable[Line], received: Millis = END_OF_TIME) -> Iterator[FlowResult]:
    """What each batch of lines gives, and last what the end gives.

    Posts dated after `received`, by more than clocks differ, are rejected.
    """
    records = (
        InputRecord(
            line.value, received, Origin(line.source, 0, line.number), is_gap=is_gap(line.value), is_replay=True
        )
        for line in lines
    )
    while batch := list(islice(records, _BATCH)):
        yield flow.take(batch)
    yield flow.finish()


def apply_commands(flow: Flow, lines: Iterable[Line]) -> None:
    """Gives the flow the commands of people; each takes effect at its own time. Raises InputError."""
    for line in lines:
        [command] = decode_lines([line], _decode_command, "not a command")
        name = audience_key(command.campaign, command.audience)
        if name not in flow.states:
            raise InputError(
                f"{line.source}, line {line.number}: no audience {command.audience} in {command.campaign}"
            )
        flow.command(name, command)


def encode_states(states: Iterable[tuple[str, AudienceState]]) -> Iterator[bytes]:
    """The state of each audience as one line, sorted throughout: two replays can be compared byte for byte."""
    for name, state in sorted(states):
        plain = msgspec.to_builtins({"key": name, "state": state}, str_keys=True)
        yield msgspec.json.encode(plain, order="sorted")
