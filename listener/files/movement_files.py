"""Movement files: what is told beside posts: outcomes, and when each chapter was told."""

from collections.abc import Iterable

from listener.files.lines import Line
from listener.files.records import decode_lines
from models.commands import Command
from models.decisions import Decision
from models.decoding import Decode, json_decoder
from models.outcomes import OutcomeReport
from models.posts import DAY_MS, millis
from pipelines.movement import find_releases, latest_reports

_decode_report: Decode[OutcomeReport] = json_decoder(OutcomeReport)
_decode_command: Decode[Command] = json_decoder(Command)
_decode_decision: Decode[Decision] = json_decoder(Decision)


def read_reports(lines: Iterable[Line], campaign: str) -> tuple[OutcomeReport, ...]:
    """A campaign's reports of outcomes, each once. Raises InputError."""
    return latest_reports(decode_lines(lines, _decode_report, "not a report of an outcome"), campaign)


def read_releases(
    commands: Iterable[Line], decisions: Iterable[Line], campaign: str, audience: str
) -> dict[str, int]:
    """The first day of each chapter of an audience: as the team released it, or decisions say. Raises InputError."""
    began = dict[str, int]()
    for each in decode_lines(decisions, _decode_decision, "not a decision"):
        if (each.campaign, each.audience) == (campaign, audience):
            day = millis(each.window.start) // DAY_MS
            began[each.chapter] = min(day, began.get(each.chapter, day))
    return began | find_releases(decode_lines(commands, _decode_command, "not a command"), campaign, audience)
