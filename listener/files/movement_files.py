"""Movement files: what is told beside posts: outcomes, and when each chapter was told."""

from collections.abc import Iterable

from listener.files.lines import Line
from listener.files.records import decode_lines
from models.commands import Command
from models.decisions import Decision
from models.decoding import Decode, json_decoder
from models.outcomes import OutcomeReport
from models.reviews import CampaignReview
from pipelines.movement import find_beginnings, latest_reports

_decode_report: Decode[OutcomeReport] = json_decoder(OutcomeReport)
_decode_command: Decode[Command] = json_decoder(Command)
_decode_decision: Decode[Decision] = json_decoder(Decision)
_decode_review: Decode[CampaignReview] = json_decoder(CampaignReview)


def read_reports(lines: Iterable[Line], campaign: str) -> tuple[OutcomeReport, ...]:
    """A campaign's reports of outcomes, each once. Raises InputError."""
    return latest_reports(decode_lines(lines, _decode_report, "not a report of an outcome"), campaign)


def read_releases(
    commands: Iterable[Line], decisions: Iterable[Line], campaign: str, audience: str
) -> dict[str, int]:
    """The first day of each chapter of an audience: as the team released it, or decisions say. Raises InputError."""
    return find_beginnings(read_decisions(decisions), read_commands(commands), campaign, audience)


def read_decisions(lines: Iterable[Line]) -> Iterable[Decision]:
    """Decisions, as `replay --decisions` writes them. Raises InputError."""
    return decode_lines(lines, _decode_decision, "not a decision")


def read_commands(lines: Iterable[Line]) -> Iterable[Command]:
    """What the team said. Raises InputError."""
    return decode_lines(lines, _decode_command, "not a command")


def read_past_reviews(lines: Iterable[Line]) -> Iterable[CampaignReview]:
    """Reviews of other campaigns, as `review --json` writes them. Raises InputError."""
    return decode_lines(lines, _decode_review, "not a review")
