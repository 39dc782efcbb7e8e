"""The reader of the demo: asked of the votes that were drawn, and answering by what is true of the simulated posts.

It does what a team does, by the same topic and with the same keys: some hours after a vote was drawn it says what the
words of its post show. It knows nothing of what the tagger made of them.
"""

import asyncio
from contextlib import aclosing, suppress
from datetime import timedelta
from functools import cached_property

from listener.demo.script import Script
from listener.kafka import topics, wire
from listener.kafka.label_queue import LabelSender, open_sender
from listener.kafka.tail import tail
from listener.labelling.label_keys import find_label_key, to_label
from listener.settings import Settings, author_key
from models.author_keys import pseudonym_of_post
from models.errors import UnreadableError
from models.labels import LabelDraw, PostLabel
from models.sketches import hash64
from models.tags import Stage, Stance

READING_TIME = timedelta(hours=5)  # from a draw to its label
_READERS = ("anna", "ben")  # the second reads what two are asked to


class SimulatedReader:
    """Reads what is drawn, until it is cancelled."""

    def __init__(self, settings: Settings, script: Script) -> None:
        self._settings, self._script = settings, script
        self.labels = 0  # given so far

    async def read(self) -> None:
        """Answers each draw on `labels`, as they come."""
        async with (
            open_sender(self._settings) as sender,
            aclosing(tail(self._settings, topics.LABELS, from_start=True)) as records,
        ):
            async for record in records:
                with suppress(UnreadableError):
                    said = wire.decode_label(record.value)
                    if isinstance(said, LabelDraw):
                        await self._answer(said, sender)

    async def _answer(self, drawn: LabelDraw, sender: LabelSender) -> None:
        said = self.labels_for(drawn)
        await asyncio.gather(*(sender.send(each) for each in said))
        self.labels += len(said)

    def labels_for(self, drawn: LabelDraw) -> list[PostLabel]:
        """What is said of a drawn post: by one reader, or by two where so many are asked.

        Nothing of one that is none of the simulation's: who asks for the books does so once, and casts no vote.
        """
        if (shown := self._shown.get(drawn.post)) is None:
            return []
        key = find_label_key(*shown)
        return [to_label(drawn, reader, key, drawn.drawn + READING_TIME) for reader in _READERS[: drawn.readers]]

    @cached_property
    def _shown(self) -> dict[str, tuple[Stage, Stance]]:
        """What each post shows, by its pseudonym."""
        key = author_key(self._settings, may_be_public=True).panel_key(self._script.campaign.name)
        meanings = self._script.simulation.list_meanings()
        return {pseudonym_of_post(key, hash64(post)): shown for post, shown in meanings}
