"""Sent outcomes: what programs tell of what happened off the channels, joined to the campaigns that it is of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from listener.kafka import topics, wire
from listener.sources.http.answers import LineResult
from listener.sources.people import People
from listener.sources.runner import SourceRecord
from models.campaigns import Campaign
from models.decoding import json_decoder
from models.errors import UnreadableError
from models.outcomes import OUTCOME_CHANNEL, HeardOutcome, OutcomeReport
from models.rejections import Rejection
from pipelines.outcomes import join_outcome
from pipelines.posts import rejection

_decode = json_decoder(HeardOutcome)


class JoinedLine(NamedTuple):
    """What came of one line: a report for each campaign that it is of, or why there is none."""

    id: str
    found: tuple[OutcomeReport, ...] | Rejection


def read_outcomes(lines: Sequence[bytes], people: People) -> list[HeardOutcome | Rejection]:
    """What each line tells; the caller's id of it becomes a pseudonym, as it may lead to a person."""
    return [_read(line, people) for line in lines]


def join_lines(heard: Sequence[HeardOutcome | Rejection], campaigns: Sequence[Campaign]) -> list[JoinedLine]:
    """Each with the campaigns that it is of."""
    return [
        JoinedLine("", each) if isinstance(each, Rejection) else JoinedLine(each.id, join_outcome(each, campaigns))
        for each in heard
    ]


def report_record(report: OutcomeReport) -> SourceRecord:
    """A report as it goes to `outcomes`."""
    return SourceRecord(topics.OUTCOMES, report.campaign.encode(), wire.encode(report))


def results_of_outcomes(joined: Sequence[JoinedLine]) -> list[LineResult]:
    """What is told of each line, in their order; lines count from 1."""
    return [
        LineResult(number, reason=each.found.reason, detail=each.found.detail)
        if isinstance(each.found, Rejection)
        else LineResult(number, id=each.id)
        for number, each in enumerate(joined, start=1)
    ]


def _read(line: bytes, people: People) -> HeardOutcome | Rejection:
    try:
        heard = _decode(line)
    except UnreadableError as error:
        return rejection(error.reason, str(error), b"", None)
    return replace(heard, id=people.post(OUTCOME_CHANNEL, heard.id))
