"""Logged flow: the in-memory flow over the batches of a log. The same log gives the same decisions, each time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from listener.kafka import topics, wire
from listener.log.base import CAMPAIGNS, LogBatch, LogRecord
from models.campaigns import audience_key
from models.commands import Command
from models.decoding import json_decoder
from models.erasures import ErasureRequest
from models.errors import UnreadableError
from models.labels import LabelDraw, PostLabel
from models.ledger import LedgerRecord, TermsChange, Update
from models.rejections import Origin, Reason
from pipelines.flow import Flow, FlowResult
from pipelines.intake import InputRecord
from pipelines.posts import rejection

INPUTS: Final = (CAMPAIGNS, topics.POSTS, topics.ERASURES, topics.COMMANDS, topics.LABELS)  # what decides

Turn = Callable[[LogRecord], None]  # takes the version of a campaign that counts from here on

_decode_erasure = json_decoder(ErasureRequest)


def take_batch(flow: Flow, batch: LogBatch, turn: Turn) -> Iterator[FlowResult]:
    """What the records of one batch give, in their order."""
    for topic, records in groupby(batch.records, lambda each: each.topic):
        if topic == CAMPAIGNS:
            _turn(records, turn)
        elif topic == topics.POSTS:
            yield flow.take(input_records(records))
        else:
            yield from (each for record in records if (each := _apply(flow, record)) is not None)


def recall_batch(flow: Flow, batch: LogBatch, turn: Turn) -> None:
    """Takes the posts of a batch that was taken before, so that the flow knows what it knew."""
    for topic, records in groupby(batch.records, lambda each: each.topic):
        if topic == CAMPAIGNS:
            _turn(records, turn)
        elif topic == topics.POSTS:
            flow.recall(input_records(records))


def _turn(records: Iterable[LogRecord], turn: Turn) -> None:
    for each in records:
        turn(each)


def input_records(records: Iterable[LogRecord]) -> Sequence[InputRecord]:
    """Records of `posts` as intake takes them."""
    return [
        wire.read_input(each.value, each.headers, each.received, Origin(each.topic, 0, each.number))
        for each in records
    ]


def _apply(flow: Flow, record: LogRecord) -> FlowResult | None:
    """What comes of what a person or a source said; or why that cannot be."""
    try:
        message = _decode(record)
    except UnreadableError as error:
        return _reject(record, error.reason, f"{record.topic}: {error}")
    if isinstance(message, ErasureRequest):
        return flow.erase(message)
    if isinstance(message, Update | TermsChange):
        return _note(flow, record, message)
    return None if isinstance(message, LabelDraw) else _give(flow, record, message)


def _decode(record: LogRecord) -> ErasureRequest | Command | LedgerRecord | PostLabel | LabelDraw:
    match record.topic:
        case topics.ERASURES:
            return _decode_erasure(record.value)
        case topics.COMMANDS:
            return wire.decode_command(record.value)
        case _:
            return wire.decode_label(record.value)


def _note(flow: Flow, record: LogRecord, message: LedgerRecord) -> FlowResult | None:
    if message.campaign not in flow.accounts:
        return _reject(record, Reason.UNKNOWN_CAMPAIGN, f"no commitments of `{message.campaign}` here")
    flow.record(message)
    return None


def _give(flow: Flow, record: LogRecord, message: Command | PostLabel) -> FlowResult | None:
    name = audience_key(message.campaign, message.audience)
    if name not in flow.states:
        return _reject(record, Reason.UNKNOWN_CAMPAIGN, f"no audience `{name[:200]}` here")
    if isinstance(message, PostLabel):
        flow.label(name, message)
    else:
        flow.command(name, message)
    return None


def _reject(record: LogRecord, reason: Reason, detail: str) -> FlowResult:
    rejected = rejection(reason, detail, record.value or b"", Origin(record.topic, 0, record.number))
    return FlowResult(rejections=(rejected,))
