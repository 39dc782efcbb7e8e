"""Said pages: what was said in a span of days, on one day, and as a table. The views say what is shown."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from listener.board.views.day_page import day_page
from listener.board.views.said_by_day import parse_day, table_of_days
from listener.board.views.said_page import said_page
from listener.board.web.pages import BoardPages


@dataclass(frozen=True)
class SaidPages:
    """What was said of an audience's story."""

    pages: BoardPages

    async def span(self, request: Request) -> Response:
        """In a span of days, of a part of the people, beside the span before."""
        history = self.pages.find_history(request)
        shown = said_page(history, self.pages.campaign_of(history), request.query_params)
        return self._render(request, "said.html", shown)

    async def day(self, request: Request) -> Response:
        """On one day."""
        history = self.pages.find_history(request)
        day = parse_day(request.path_params["day"])
        shown = day and day_page(self.pages.live.state, self.pages.campaign_of(history), history, day)
        if shown is None:
            raise HTTPException(404, "Nothing is known of that day.")
        return self._render(request, "day.html", shown)

    async def days(self, request: Request) -> Response:
        """The span as CSV."""
        history = self.pages.find_history(request)
        shown = said_page(history, self.pages.campaign_of(history), request.query_params)
        text = _write_csv(table_of_days(shown.listening.days, self._zone(request)))
        name = f"{history.latest.campaign}-{history.latest.audience}-days.csv"
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return Response(text, media_type="text/csv; charset=utf-8", headers=headers)

    def _zone(self, request: Request) -> str:
        campaign = self.pages.campaign_of(self.pages.find_history(request))
        return campaign.timezone if campaign else "UTC"

    def _render(self, request: Request, template: str, shown: object) -> Response:
        names = {name: request.path_params[name] for name in ("campaign", "audience")}
        return self.pages.render(request, template, page=shown, zone=self._zone(request), **names)


def _write_csv(rows: Iterable[Sequence[str]]) -> str:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
