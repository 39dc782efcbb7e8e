"""Said: what people say of posts and outcomes, beside a run: read from its log and appended to it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

from listener.files.label_files import DrawnText, find_texts
from listener.kafka import topics, wire
from listener.local.deciding import AUTHOR_KEY, check_log_key
from listener.log.base import POSITIONS
from listener.log.log_file import LogFile
from listener.sources import SourceRecord
from models.author_keys import AuthorKey
from models.campaigns import Campaign, audience_key
from models.decisions import Decision
from models.decoding import json_decoder
from models.erasures import ErasureRequest, names_of
from models.errors import UnreadableError
from models.labels import LabelDraw, PostLabel
from models.ledger import LedgerRecord
from models.movement import AudienceMovement
from models.outcomes import OutcomeReport

_decode_erasure = json_decoder(ErasureRequest)
_decode_decision = json_decoder(Decision)


def append_label(path: Path, label: PostLabel) -> None:
    """Appends what a reader said. Raises InputError."""
    key = audience_key(label.campaign, label.audience).encode()
    _append(path, SourceRecord(topics.LABELS, key, wire.encode(label)))


def append_reports(path: Path, reports: Iterable[OutcomeReport]) -> None:
    """Appends what happened off the channels. Raises InputError."""
    records = [SourceRecord(topics.OUTCOMES, each.campaign.encode(), wire.encode(each)) for each in reports]
    _append(path, *records)


def append_movements(path: Path, found: Iterable[AudienceMovement]) -> None:
    """Appends audiences' movement, for the board. Raises InputError."""
    keyed = [(audience_key(each.campaign, each.audience), each) for each in found]
    _append(path, *(SourceRecord(topics.MOVEMENT, key.encode(), wire.encode(each)) for key, each in keyed))


def append_record(path: Path, record: LedgerRecord) -> None:
    """Appends what a person says of a commitment. Raises InputError."""
    _append(path, SourceRecord(topics.COMMANDS, record.campaign.encode(), wire.encode(record)))


def read_labels_of_log(path: Path, campaign: str) -> tuple[list[LabelDraw], list[PostLabel]]:
    """The draws and the labels of a campaign. Raises InputError."""
    with closing(LogFile(path, make=False)) as file:
        said = [each for each in _labels(file) if each.campaign == campaign]
    return [each for each in said if isinstance(each, LabelDraw)], [
        each for each in said if isinstance(each, PostLabel)
    ]


def read_decisions_of_log(path: Path) -> list[Decision]:
    """All decisions, in their order. Raises InputError."""
    with closing(LogFile(path, make=False)) as file:
        return [_decode_decision(value) for value in _values(file, topics.DECISIONS)]


def read_texts_of_log(
    path: Path, draws: Iterable[LabelDraw], campaign: Campaign, key: AuthorKey, *, testimony: bool = False
) -> dict[str, DrawnText]:
    """The words of drawn posts, by pseudonym, but for what a source asked us to forget. Raises InputError.

    `testimony`: those of harm, too, for who is signed in.
    """
    with closing(LogFile(path, make=False)) as file:
        check_log_key(file.latest(POSITIONS).get(AUTHOR_KEY), key)
        forgotten = names_of(_erasures(file))
        return find_texts(_values(file, topics.POSTS), list(draws), [campaign], key, forgotten, testimony=testimony)


def read_forgotten_of_log(path: Path) -> frozenset[str]:
    """The posts and authors that a source asked us to forget. Raises InputError."""
    with closing(LogFile(path, make=False)) as file:
        return names_of(_erasures(file))


class LabelsOnLog:
    """What the board's readers are asked and answer, on a log (`listener.labelling.reading_desk.LabelRecords`)."""

    def __init__(self, path: Path, key: AuthorKey) -> None:
        self._path, self._key = path, key

    async def read_records(self, campaign: str) -> tuple[list[LabelDraw], list[PostLabel]]:
        """As `read_labels_of_log`."""
        return await asyncio.to_thread(read_labels_of_log, self._path, campaign)

    async def read_texts(self, draws: Sequence[LabelDraw], campaign: Campaign) -> dict[str, DrawnText]:
        """As `read_texts_of_log`, with testimony."""
        return await asyncio.to_thread(read_texts_of_log, self._path, draws, campaign, self._key, testimony=True)

    async def read_forgotten(self) -> frozenset[str]:
        """As `read_forgotten_of_log`."""
        return await asyncio.to_thread(read_forgotten_of_log, self._path)

    async def append(self, label: PostLabel) -> None:
        """Appends one label. Raises InputError."""
        await asyncio.to_thread(append_label, self._path, label)


def _append(path: Path, *records: SourceRecord) -> None:
    with closing(LogFile(path, make=False)) as file:
        file.append(records)


def _values(file: LogFile, topic: str) -> Iterator[bytes]:
    for batch in file.read([topic]):
        yield from (each.value for each in batch.records if each.value)


def _labels(file: LogFile) -> Iterator[LabelDraw | PostLabel]:
    for value in _values(file, topics.LABELS):
        with suppress(UnreadableError):  # whoever decides rejects it
            yield wire.decode_label(value)


def _erasures(file: LogFile) -> Iterator[ErasureRequest]:
    for value in _values(file, topics.ERASURES):
        with suppress(UnreadableError):
            yield _decode_erasure(value)
