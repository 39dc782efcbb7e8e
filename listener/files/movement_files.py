"""Movement files: what is told beside posts: outcomes, and when each chapter was told."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from listener.files.lines import Line
from models.commands import Command
from models.decisions import Decision
from models.decoding import Decode, json_decoder
from models.errors import InputError, UnreadableError
from models.outcomes import OutcomeReport
from models.posts import DAY_MS, millis
from models.rejections import DETAIL_LIMIT
from pipelines.movement import find_releases, latest_reports

_decode_report: Decode[OutcomeReport] = json_decoder(OutcomeReport)
_decode_command: Decode[Command] = json_decoder(Command)
_decode_decision: Decode[Decision] = json_decoder(Decision)
_Value = TypeVar("_Value")


def read_reports(lines: Iterable[Line], campaign: str) -> tuple[OutcomeReport, ...]:
    """A campaign's reports of outcomes, each once. Raises InputError."""
    return latest_reports(_read_all(lines, _decode_report, "a report of an outcome"), campaign)


def read_releases(
    commands: Iterable[Line], decisions: Iterable[Line], campaign: str, audience: str
) -> dict[str, int]:
    """The first day of each chapter of an audience: as the team released it, or decisions say. Raises InputError."""
    began = dict[str, int]()
    for each in _read_all(decisions, _decode_decision, "a decision"):
        if (each.campaign, each.audience) == (campaign, audience):
            day = millis(each.window.start) // DAY_MS
            began[each.chapter] = min(day, began.get(each.chapter, day))
    return began | find_releases(_read_all(commands, _decode_command, "a command"), campaign, audience)


def _read_all(lines: Iterable[Line], decode: Decode[_Value], what: str) -> Iterator[_Value]:
    for line in lines:
        try:
            yield decode(line.value)
        except UnreadableError as error:
            problem = f"{line.source}, line {line.number}: not {what}: {str(error)[:DETAIL_LIMIT]}"
            raise InputError(problem) from None
