"""Label pages: people who are signed in read the votes that were drawn, one post at a time, and say what each is.

Nobody else sees them: the words of a post are its author's, and some tell of harm.
"""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from listener.board.web.actions import BoardActions
from listener.board.web.named_tokens import TEAM
from listener.board.web.rendering import board_path
from listener.files.label_files import QueuedPost
from listener.labelling.label_keys import ANSWERS, FOR, KEYS, to_label
from listener.labelling.reading_desk import LabelDesk
from models.errors import InputError

_NAME = 64  # characters of a reader's pseudonym, at most
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class LabelPages:
    """The queue's page, and what its keys send. Without a desk there is none."""

    actions: BoardActions
    desk: LabelDesk | None

    async def queue(self, request: Request) -> Response:
        """The post that a reader is asked about next; before that, who reads."""
        pages = self.actions.pages
        session = pages.read_session(request)
        if session is None:
            return RedirectResponse("/signin?" + urlencode({"back": request.url.path}), 303)
        if not session.may_act:
            raise HTTPException(403, "You may look: reading votes is for operators.")
        desk, campaign = self._desk(), self._campaign(request)
        reader = _name_reader(session.name, request.query_params.get("reader", ""))
        async with _telling():
            asked = await desk.ask(campaign, reader)
        audiences = [each for each in pages.live.state.audiences.values() if each.latest.campaign == campaign]
        return pages.render(
            request,
            "labels.html",
            campaign=campaign,
            campaigns=list(desk.campaigns),
            reader=reader,
            asked=asked,
            post=asked.queue[0] if asked.queue and reader else None,
            answers=ANSWERS,
            decisions=[each.latest for each in audiences],
        )

    async def answer(self, request: Request) -> Response:
        """Takes what a reader says of the post that they were asked about; one sent twice is taken once."""
        who, fields = await self.actions.read_own_form(request)
        campaign, reader = self._campaign(request), _name_reader(who, fields.get("reader", ""))
        key = fields.get("key", "")
        key = FOR + key if fields.get("is_for") and FOR + key in KEYS else key
        if not reader or key not in KEYS:
            raise HTTPException(400, "There is no such answer.")
        async with _telling():
            asked = await self._desk().ask(campaign, reader)
            if post := _find(asked.queue, fields.get("audience", ""), fields.get("post", "")):
                await self._desk().answer(to_label(post, reader, key, datetime.now(UTC)))
        return RedirectResponse(f"{board_path('labels', campaign)}?{urlencode({'reader': reader})}", 303)

    def _desk(self) -> LabelDesk:
        if self.desk is None:
            raise HTTPException(404, "This board has no votes to read.")
        return self.desk

    def _campaign(self, request: Request) -> str:
        name = str(request.path_params["campaign"])
        if name not in self._desk().campaigns:
            raise HTTPException(404, "There is no such campaign.")
        return name


def _name_reader(who: str, said: str) -> str:
    """Who reads: the name of who signed in; of the team's shared token, what they call themselves."""
    return said.strip()[:_NAME] if who == TEAM else who


def _find(queue: Sequence[QueuedPost], audience: str, post: str) -> QueuedPost | None:
    return next((each for each in queue if (each.audience, each.post) == (audience, post)), None)


@asynccontextmanager
async def _telling() -> AsyncIterator[None]:
    """Raises HTTPException where votes cannot be read, or a label cannot be written."""
    try:
        yield
    except InputError as error:
        _log.warning("the label queue: %s", error)
        raise HTTPException(503, "The votes cannot be read just now. Nothing was changed.") from None
