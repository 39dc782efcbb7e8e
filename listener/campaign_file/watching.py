"""Watching: campaign files that are changed while something runs. One with mistakes is refused, with a message."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from listener.campaign_file.loading import load_files
from listener.campaign_file.nodes import MAX_BYTES
from listener.files.lines import STANDARD, read_bytes
from models.campaigns import Campaign
from models.errors import InputError, UserError

LOOK_SECONDS: Final = 2.0  # between two looks at the files
_BRAND: Final = re.compile(rb"^brand:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)  # the file beside it that is read with it

log = logging.getLogger(__name__)

Accept = Callable[[Sequence[Campaign]], None]  # raises UserError for what cannot be taken over


class CampaignWatch:
    """Looks whether files say something else than the campaigns that were read from them."""

    def __init__(
        self, files: Sequence[str], campaigns: Sequence[Campaign], *, look_seconds: float = LOOK_SECONDS
    ) -> None:
        self._files, self.campaigns, self._look_seconds = tuple(files), tuple(campaigns), look_seconds
        self._seen: tuple[bytes, ...] | None = None
        self._problem = ""  # that was told last

    async def wait(self, accept: Accept = lambda campaigns: None) -> tuple[Campaign, ...]:
        """Returns the campaigns once they are others. Those that cannot be taken are told, once, and passed over."""
        while self._files and STANDARD not in self._files:
            if (found := await asyncio.to_thread(self._look, accept)) is not None:
                self.campaigns = found
                return found
            await asyncio.sleep(self._look_seconds)
        return await asyncio.Future[tuple[Campaign, ...]]()  # what came by standard input stays as it is

    def _look(self, accept: Accept) -> tuple[Campaign, ...] | None:
        """The campaigns, where they are others and can be taken."""
        try:
            texts = tuple(_read_texts(self._files))
            if texts == self._seen:
                return None
            self._seen = texts
            if (found := load_files(self._files)) == self.campaigns:
                return None
            _refuse_others(self.campaigns, found)
            accept(found)
        except UserError as error:
            self._refuse(str(error))
            return None
        self._problem = ""
        return found

    def _refuse(self, problem: str) -> None:
        if problem != self._problem:
            log.error("a changed campaign file is not taken over, and what was read before counts on: %s", problem)
        self._problem = problem


def _read_texts(files: Sequence[str]) -> Iterator[bytes]:
    """The bytes of the files, and of the brands' that they name."""
    for file in files:
        yield (text := read_bytes(file, MAX_BYTES))
        if brand := _BRAND.search(text):
            yield read_bytes(str(Path(file).parent / brand[1].decode("utf-8", "replace")), MAX_BYTES)


def _refuse_others(before: Sequence[Campaign], after: Sequence[Campaign]) -> None:
    """Raises InputError where the campaigns have other names: another campaign is another run."""
    names, others = [[each.name for each in some] for some in (before, after)]
    if names != others:
        raise InputError(
            f"what runs keeps the names of its campaigns, {', '.join(names)}, and not {', '.join(others)}"
        )
