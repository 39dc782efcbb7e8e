"""Campaign turns: which version of a campaign's file counts for which records of a log.

Each version is a record, before the first that it counts for: whoever takes the log again takes each post by the file
that counted when it came, and tells what the run told. A campaign of which the log has no version
counts as it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from listener.log.base import CAMPAIGNS, LogRecord, Position
from listener.log.log_file import LogFile
from listener.sources import SourceRecord
from models.campaigns import Campaign
from models.decoding import json_decoder
from models.errors import InputError, UnreadableError
from pipelines.accountability import PostTagger
from pipelines.flow import Flow

MakeTagger = Callable[[Sequence[Campaign]], PostTagger]

_decode: Final = json_decoder(Campaign)


class CampaignVersion(NamedTuple):
    """A version of a campaign's file, and the number of its record."""

    number: int
    campaign: Campaign


class CampaignTurns:
    """A flow, and the campaigns that count for what it takes next."""

    def __init__(self, flow: Flow, campaigns: Iterable[Campaign], make_tagger: MakeTagger) -> None:
        """`campaigns` are those of the flow; of others no version is taken."""
        self.flow, self._make_tagger = flow, make_tagger
        self.campaigns: Mapping[str, Campaign] = {each.name: each for each in campaigns}

    def take(self, record: LogRecord) -> None:
        """Turns to the version that a record has. Raises InputError for one that this release cannot read."""
        self._turn_to([_read(record).campaign])

    def turn_back(self, versions: Iterable[CampaignVersion], position: Position) -> None:
        """Turns to the versions that counted at a position of the log."""
        self._turn_to(each.campaign for each in versions if each.number <= int(position))

    def _turn_to(self, campaigns: Iterable[Campaign]) -> None:
        turned = {**self.campaigns, **{each.name: each for each in campaigns if each.name in self.campaigns}}
        if turned != self.campaigns:
            self.campaigns = turned
            counting = tuple(turned.values())
            self.flow.change(counting, self._make_tagger(counting))


def read_versions(file: LogFile) -> list[CampaignVersion]:
    """The versions that a log has, in its order. Raises InputError for one that this release cannot read."""
    return [_read(each) for batch in file.read([CAMPAIGNS]) for each in batch.records]


def new_versions(known: Iterable[CampaignVersion], campaigns: Iterable[Campaign]) -> list[SourceRecord]:
    """Records of those campaigns of which a log's latest version is another, or none."""
    latest = {each.campaign.name: each.campaign for each in known}
    return [
        SourceRecord(CAMPAIGNS, each.name.encode(), msgspec.json.encode(each))
        for each in campaigns
        if latest.get(each.name) != each
    ]


def _read(record: LogRecord) -> CampaignVersion:
    try:
        return CampaignVersion(record.number, _decode(record.value))
    except UnreadableError as error:
        raise InputError(
            f"record {record.number} of the log, a version of a campaign, cannot be read: {error}"
        ) from None
