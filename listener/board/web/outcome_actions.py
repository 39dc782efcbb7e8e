"""Outcome actions: what happened off the channels - gifts, signatures, visitors - told by a person, on a page."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from math import isfinite
from uuid import uuid4
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from listener.board.views.outcomes import outcome_progress
from listener.board.views.said_by_day import parse_day
from listener.board.web.actions import BoardActions
from listener.board.web.rendering import board_path
from models.campaigns import Campaign
from models.outcomes import OutcomeReport

_LARGEST = 1e12  # either way, as the topic takes them


@dataclass(frozen=True)
class OutcomeActions:
    """The page of a campaign's outcome, and its form."""

    actions: BoardActions

    async def page(self, request: Request) -> Response:
        """What was reported so far, and the form."""
        campaign = self._campaign(request.path_params["campaign"], 404)
        pages = self.actions.pages
        return pages.render(
            request,
            "outcomes.html",
            campaign=campaign,
            outcome=outcome_progress(campaign, pages.live.state.reports),
            calls=_calls(campaign),
            today=self._latest_day(campaign),
            form_id=str(uuid4()),  # sent twice, it counts once
            zone=campaign.timezone,
        )

    async def tell(self, request: Request) -> Response:
        """Writes what the form says to `outcomes`."""
        who, fields = await self.actions.read_own_form(request)
        campaign = self._campaign(fields.get("campaign", ""), 400)
        await self.actions.send(self._read(campaign, fields), request, who)
        return RedirectResponse(board_path("outcomes", campaign.name), 303)

    def _read(self, campaign: Campaign, fields: dict[str, str]) -> OutcomeReport:
        day, count, call = (
            parse_day(fields.get("day", "")),
            _read_count(fields.get("count", "")),
            fields.get("call", ""),
        )
        if count is None or day is None or day > self._latest_day(campaign):
            raise HTTPException(400, "A number is needed, and a day that has come.")
        if call and call not in _calls(campaign):
            raise HTTPException(400, "There is no such call in this campaign.")
        at = datetime.combine(day, time(12), ZoneInfo(campaign.timezone)).astimezone(UTC)
        goal, id = campaign.outcome, fields.get("id", "")[:64] or str(uuid4())
        return OutcomeReport(f"board:{id}", campaign.name, goal.name, count, at, goal.unit, call)

    def _latest_day(self, campaign: Campaign) -> date:
        """Today where the campaign is."""
        return datetime.now(UTC).astimezone(ZoneInfo(campaign.timezone)).date()

    def _campaign(self, name: str, status: int) -> Campaign:
        campaign = self.actions.pages.campaigns.get(name)
        if campaign is None:
            raise HTTPException(status, "There is no such campaign here.")
        return campaign


def _calls(campaign: Campaign) -> tuple[str, ...]:
    """The chapters that ask something of people, each once."""
    chapters = [chapter for audience in campaign.audiences for chapter in audience.chapters]
    return tuple(dict.fromkeys(each.name for each in chapters if each.call_to_action))


def _read_count(text: str) -> float | None:
    """A number, with a point or a comma; None for anything else, and for what no topic takes."""
    try:
        count = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return count if isfinite(count) and count and abs(count) <= _LARGEST else None
