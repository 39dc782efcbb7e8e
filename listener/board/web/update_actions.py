"""Update actions: a person tells where a commitment stands, by a form of the brand's page; a program, by HTTP."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from uuid import uuid4

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from listener.board.web.actions import BoardActions, whole_second
from listener.board.web.forms import read_short_body
from listener.board.web.named_tokens import Role
from listener.board.web.rendering import board_path
from models.campaigns import Campaign
from models.decoding import Decode, json_decoder
from models.errors import InputError, UnreadableError
from models.ledger import EvidenceKind, Update
from models.posts import millis
from pipelines.accountability.reported import report_update

_LIVE_DATA = timedelta(hours=48)  # data no older than this is live: an update counts from now


class ReportedUpdate(msgspec.Struct, frozen=True):
    """What a program sends. `id` makes a repeat harmless; `at` is now where it is left out."""

    campaign: str
    commitment: str
    value: float | None = None
    source: str = ""
    evidence: EvidenceKind = EvidenceKind.OWN
    id: Annotated[str, msgspec.Meta(max_length=160)] = ""
    at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.at,)


_decode: Decode[ReportedUpdate] = json_decoder(ReportedUpdate)


@dataclass(frozen=True)
class UpdateActions:
    """What the form does, and the request of a program."""

    actions: BoardActions

    async def tell(self, request: Request) -> Response:
        """Tells what a form says. It goes to the ledger for ever."""
        who, fields = await self.actions.read_own_form(request)
        try:
            value = float(fields["value"].replace(",", ".")) if fields.get("value", "").strip() else None
            evidence = EvidenceKind(fields.get("evidence", EvidenceKind.OWN))
        except ValueError:
            raise HTTPException(400, "The value is no number, or the evidence is of no known kind.") from None
        said = ReportedUpdate(
            campaign=fields.get("campaign", ""),
            commitment=fields.get("commitment", ""),
            value=value,
            source=fields.get("source", "").strip(),
            evidence=evidence,
            id=fields.get("id", "")[:160],
        )
        update = self._report(said)
        await self.actions.send(update, request, who)
        return RedirectResponse(board_path("brands", update.campaign), 303)

    async def tell_by_http(self, request: Request) -> Response:
        """The same of a JSON body, with an operator's token (`Authorization: Bearer TOKEN`). Answers 202, its id."""
        who = self._check_bearer(request)
        body = await read_short_body(request)
        try:
            update = self._report(_decode(body))
        except UnreadableError as error:
            raise HTTPException(400, f"The update cannot be read: {str(error)[:200]}") from None
        await self.actions.send(update, request, who)
        return JSONResponse({"id": update.id}, 202)

    def _check_bearer(self, request: Request) -> str:
        """Whose token it is. Raises HTTPException."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        holder = self.actions.find_holder(token.strip() if kind.lower() == "bearer" else "", request)
        if holder is None:
            raise HTTPException(401, "An operator's token is needed: Authorization: Bearer TOKEN.")
        if holder.role is not Role.OPERATOR:
            raise HTTPException(403, "Updates are for operators.")
        return holder.name

    def _report(self, said: ReportedUpdate) -> Update:
        campaign = self.actions.pages.campaigns.get(said.campaign)
        if campaign is None:
            raise HTTPException(400, "There is no such campaign here.")
        at, id = said.at or self._now(campaign), said.id or f"reported:{uuid4()}"
        try:
            return report_update(
                campaign,
                said.commitment,
                millis(at),
                id,
                value=said.value,
                source=said.source,
                evidence=said.evidence,
            )
        except InputError as error:
            raise HTTPException(400, str(error)) from None

    def _now(self, campaign: Campaign) -> datetime:
        """Now, or the end of the data, where that is long past (a replay, a demo)."""
        now, audiences = whole_second(), self.actions.pages.live.state.audiences.values()
        ends = [each.latest.window.end for each in audiences if each.latest.campaign == campaign.name]
        end = max(ends, default=now)
        return now if now - end <= _LIVE_DATA else end
