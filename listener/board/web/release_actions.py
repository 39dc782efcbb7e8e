"""Release actions: a person is told what a release will do, says yes, and may take it back in time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from listener.board.views.board_state import BoardState
from listener.board.views.cards import AudienceCard, audience_card
from listener.board.views.releases import pending_releases, release_begins
from listener.board.views.story import StoryStep
from listener.board.web.actions import BoardActions, whole_second
from listener.board.web.rendering import board_path
from models.campaigns import audience_key
from models.commands import ChapterRelease, ReleaseWithdrawal

_LIVE_DATA = timedelta(hours=48)  # data no older than this is live: a release counts from now


@dataclass(frozen=True)
class ReleaseActions:
    """The page that asks for a yes, and what a yes and a no does."""

    actions: BoardActions

    async def confirm(self, request: Request) -> Response:
        """What a release would do, and the button for it."""
        card = self._card(request.path_params["campaign"], request.path_params["audience"])
        step = _find_chapter(card, request.query_params.get("chapter", ""))
        at = self._release_time(card, whole_second())
        begins, is_back = release_begins(at), _is_back(card, step)
        shown = self.actions.pages.show_figures(request, card)
        return self.actions.pages.render(
            request, "release.html", card=card, step=step, begins=begins, is_back=is_back, **shown
        )

    async def release(self, request: Request) -> Response:
        """Says that the team has released a chapter."""
        who, fields = await self.actions.read_own_form(request)
        card = self._card(fields.get("campaign", ""), fields.get("audience", ""), 400)
        chapter = _find_chapter(card, fields.get("chapter", "")).name
        about = card.decision
        at = self._release_time(card, whole_second())
        await self.actions.send(ChapterRelease(about.campaign, about.audience, chapter, at, by=who), request)
        return RedirectResponse(board_path("audiences", about.campaign, about.audience), 303)

    async def withdraw(self, request: Request) -> Response:
        """Takes a release back that has not taken effect."""
        who, fields = await self.actions.read_own_form(request)
        card = self._card(fields.get("campaign", ""), fields.get("audience", ""), 400)
        for each in pending_releases(self._state, card.history):
            found = each.release
            if (found.chapter, found.at.isoformat()) == (fields.get("chapter"), fields.get("at")):
                taken = ReleaseWithdrawal(found.campaign, found.audience, found.chapter, found.at, by=who)
                await self.actions.send(taken, request)
                return RedirectResponse(board_path("audiences", found.campaign, found.audience), 303)
        raise HTTPException(409, "It is too late: that chapter has begun, or the release was taken back already.")

    @property
    def _state(self) -> BoardState:
        return self.actions.pages.live.state

    def _card(self, campaign: str, audience: str, status: int = 404) -> AudienceCard:
        history = self._state.audiences.get(audience_key(campaign, audience))
        if history is None:
            raise HTTPException(status, "There is no such audience, or nothing has been decided for it yet.")
        return audience_card(self._state, self.actions.pages.campaigns, history)

    def _release_time(self, card: AudienceCard, now: datetime) -> datetime:
        """When a release counts from: now, or the end of the data, where that is long past (a replay, a demo)."""
        end = card.decision.window.end
        return now if now - end <= _LIVE_DATA else end


def _find_chapter(card: AudienceCard, name: str) -> StoryStep:
    """A chapter of the campaign's file. Raises HTTPException."""
    found = card.find_step(name)
    if found is None or not found.stage:
        raise HTTPException(400, "There is no such chapter.")
    return found


def _is_back(card: AudienceCard, step: StoryStep) -> bool:
    return card.story.index(step) < card.place - 1
