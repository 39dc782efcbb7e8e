"""Said page: what was said, for a span that the reader chooses and a part of the people, beside the span before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from listener.board.views.audience_history import AudienceHistory
from listener.board.views.heard_days import EVERYBODY, FILTERS, Only, ToldDay, tell_days
from listener.board.views.said_by_day import DaySpan, Listening, listen, parse_day
from models.campaigns import Campaign
from pipelines.few_people import smallest_group

_USUAL_DAYS = 28  # of the span, where none is asked for
_SIDES = (("tone", "positive"), ("tone", "negative"), ("stance", "support"), ("stance", "oppose"))


@dataclass(frozen=True)
class FigureChange:
    """A figure of the span, and of the one before it."""

    key: str  # of its name
    now: float | None
    before: float | None
    is_share: bool = False

    @property
    def points(self) -> int | None:
        """How many percentage points a share has changed; None where one of the two is not told."""
        if self.now is None or self.before is None:
            return None
        return round(100 * self.now) - round(100 * self.before)  # of what is shown, so that readers can subtract


@dataclass(frozen=True)
class SaidPage:
    """What the page shows."""

    span: DaySpan
    known: DaySpan  # the days of which anything is known
    only: Only
    is_compared: bool
    listening: Listening
    changes: tuple[FigureChange, ...]
    choices: Mapping[str, tuple[str, ...]]  # by kind, the names by which one can filter

    @property
    def query(self) -> str:
        """The same page's, for links."""
        asked = {"from": self.span.first.isoformat(), "to": self.span.last.isoformat()}
        if self.only != EVERYBODY:
            asked["only"] = f"{self.only.kind}:{self.only.name}"
        return urlencode({**asked, "compare": "1"} if self.is_compared else asked)


def said_page(history: AudienceHistory, campaign: Campaign | None, query: Mapping[str, str]) -> SaidPage:
    """The page that a query asks for. What cannot be read in it is as if it had not been asked."""
    least, zone = smallest_group(history.latest), campaign.timezone if campaign else "UTC"
    days = list(tell_days(history.points, zone, least))
    known = DaySpan(days[0].day, days[-1].day)
    span, choices = _read_span(query, known), _choices(days)
    only, is_compared = _read_only(query.get("only", ""), choices), query.get("compare") == "1"
    now = listen(history.points, campaign, least, span, only)
    is_known = known.has(span.before.first)
    before = listen(history.points, campaign, least, span.before, only) if is_known else None
    return SaidPage(span, known, only, is_compared, now, tuple(_changes(now, before, only)), choices)


def _read_span(query: Mapping[str, str], known: DaySpan) -> DaySpan:
    last = parse_day(query.get("to", "")) or known.last
    last = min(max(last, known.first), known.last)
    first = parse_day(query.get("from", "")) or _weeks_before(last)
    return DaySpan(min(max(first, known.first), last), last)


def _weeks_before(last: date) -> date:
    return last - timedelta(days=_USUAL_DAYS - 1)


def _choices(days: list[ToldDay]) -> dict[str, tuple[str, ...]]:
    """The names that are told on some day: one that few people use is not even named."""
    return {kind: tuple(sorted({name for day in days for name in day.counts.get(kind, {})})) for kind in FILTERS}


def _read_only(text: str, choices: Mapping[str, tuple[str, ...]]) -> Only:
    kind, _, name = text.partition(":")
    return Only(kind, name) if name in choices.get(kind, ()) else EVERYBODY


def _changes(now: Listening, before: Listening | None, only: Only) -> list[FigureChange]:
    """The figures of the span; of the one before it nothing is said where not all of it is known."""
    counts = ["people"] if only != EVERYBODY else ["posts", "people", "new_people"]
    told = [FigureChange(name, getattr(now, name), getattr(before, name, None)) for name in counts]
    for kind, name in _SIDES:
        share_before = before.share(kind, name) if before else None
        told.append(FigureChange(f"share-{name}", now.share(kind, name), share_before, True))
    return told
