"""Reading desk: what readers of a campaign are asked next, with the words of the post, and what they answered.

What is drawn and said is read from where it is kept, and again after a while: others read, too, and votes are drawn
each hour. Words are read once, and go with the first such reading that says to forget them. Nothing can be passed
over: a post stays first until its reader has answered.
"""

import asyncio
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from listener.files.label_files import DrawnText, QueuedPost, queue_posts, still_to_read
from listener.labelling.agreement import Agreement, count_agreement
from models.campaigns import Campaign
from models.labels import LabelDraw, PostLabel

_FRESH_SECONDS = 30.0  # before what is drawn and said is read again


class LabelRecords(Protocol):
    """Where draws, labels and posts are kept."""

    async def read_records(self, campaign: str) -> tuple[list[LabelDraw], list[PostLabel]]:
        """The draws and the labels of a campaign. Raises InputError."""
        ...

    async def read_texts(self, draws: Sequence[LabelDraw], campaign: Campaign) -> dict[str, DrawnText]:
        """The words of drawn posts, by pseudonym, those of testimony too. Raises InputError."""
        ...

    async def read_forgotten(self) -> frozenset[str]:
        """The posts and authors that are to be forgotten. Raises InputError."""
        ...

    async def append(self, label: PostLabel) -> None:
        """Keeps a label. Raises InputError."""
        ...


@dataclass
class _Known:
    """What is known of a campaign, and since when (seconds of a clock that only rises)."""

    at: float
    draws: Sequence[LabelDraw]
    labels: list[PostLabel]
    texts: Mapping[str, DrawnText] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What one reader is asked: the posts, oldest draw first; how many were drawn on the latest day; who agrees."""

    queue: Sequence[QueuedPost]
    left_today: int
    agreement: Agreement
    labels: int  # that were given so far, by everybody


class LabelDesk:
    """One desk for all readers of these campaigns."""

    def __init__(self, records: LabelRecords, campaigns: Mapping[str, Campaign]) -> None:
        self._records, self.campaigns = records, campaigns
        self._known: dict[str, _Known] = {}
        self._reading = asyncio.Lock()

    async def ask(self, campaign: str, reader: str) -> Asked:
        """What this reader is asked of a campaign. Raises InputError."""
        known = await self._know(campaign)
        queue = still_to_read(queue_posts(known.draws, known.texts), known.labels, reader)
        latest = max((each.drawn.date() for each in known.draws), default=None)
        today = sum(each.drawn.date() == latest for each in queue)
        return Asked(queue, today, count_agreement(known.labels), len(known.labels))

    async def answer(self, label: PostLabel) -> bool:
        """Keeps a label, where its reader was asked for it and has not answered yet. Raises InputError."""
        asked = await self.ask(label.campaign, label.reader)
        if (label.audience, label.post) not in [(each.audience, each.post) for each in asked.queue]:
            return False
        await self._records.append(label)
        self._known[label.campaign].labels.append(label)
        return True

    async def _know(self, campaign: str) -> _Known:
        async with self._reading:
            known, now = self._known.get(campaign), time.monotonic()
            if known is None or now - known.at > _FRESH_SECONDS:
                known = self._known[campaign] = await self._read(campaign, known, now)
            return known

    async def _read(self, campaign: str, before: _Known | None, now: float) -> _Known:
        draws, labels = await self._records.read_records(campaign)
        asked = {each.post for each in still_to_read(queue_posts(draws, {}), labels, "")}
        texts = await self._still_shown(before.texts, asked) if before and before.texts else {}
        if wanted := [each for each in draws if each.post in asked and each.post not in texts]:
            texts |= await self._records.read_texts(wanted, self.campaigns[campaign])
        return _Known(now, draws, labels, texts)

    async def _still_shown(self, texts: Mapping[str, DrawnText], asked: Collection[str]) -> dict[str, DrawnText]:
        """Those of these words that readers are asked about, and that nobody wants forgotten."""
        forgotten = await self._records.read_forgotten()
        return {post: text for post, text in texts.items() if post in asked and forgotten.isdisjoint(text.names)}
