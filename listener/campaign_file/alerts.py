"""The `alerts:` of a campaign file: routes. Secrets are never in the file: it names variables of the environment.

alerts:
  - name: team-chat
    owner: Ana, digital team
    sink: slack
    to: $RELIEF_SLACK_URL
    decisions: [ADVANCE, STEP_BACK]
    audiences: [locals]
    zone: Europe/Oslo
    quiet_hours: {from: "22:00", to: "07:00"}
    at_most_every_hours: 6
    escalate: {to: on-call, after_hours: 12}
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from zoneinfo import ZoneInfo, available_timezones

from listener.campaign_file import values
from listener.campaign_file.destinations import destination
from listener.campaign_file.places import Place, Report, closest, each, fields, items, unique
from listener.sinks import SINKS
from listener.sinks.addresses import is_plain_http
from models.alerts import Escalation, Minute, QuietHours, Route
from models.campaigns import Campaign
from models.decisions import DecisionKind

REQUIRED = {
    "name": "what the route is called",
    "owner": "who answers for it: a person or a team",
    "sink": f"how it is told: {', '.join(SINKS)}",
}
OPTIONAL = (
    "to",
    "secret",
    "server",
    "decisions",
    "audiences",
    "zone",
    "quiet_hours",
    "at_most_every_hours",
    "digest_at",
    "escalate",
)
MAX_HOURS = 24 * 28

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def routes(report: Report, place: Place | None, audiences: Sequence[str]) -> tuple[Route, ...]:
    """The routes, in order. `audiences` are the campaign's."""
    found = each(report, place, lambda report, one: _route(report, one, audiences))
    unique(report, place)
    _answered_by_somebody(report, items(Report(), place), found)
    return found


def _route(report: Report, place: Place, audiences: Sequence[str]) -> Route:
    got = fields(report, place, REQUIRED, OPTIONAL)
    sink = values.one_of(report, got.get("sink"), SINKS, "a sink")
    to, secret, server = destination(report, place, got, SINKS[sink])
    return Route(
        name=values.name(report, got.get("name")),
        owner=values.text(report, got.get("owner")),
        sink=sink,
        to=to,
        secret=secret,
        server=server,
        decisions=_decisions(report, got.get("decisions")),
        audiences=_audiences(report, got.get("audiences"), audiences),
        zone=_zone(report, got.get("zone")),
        quiet_hours=_quiet_hours(report, got.get("quiet_hours")),
        at_most_every_hours=_hours(report, got.get("at_most_every_hours")) or 0.0,
        digest_at=_minute(report, got.get("digest_at")),
        escalate=_escalation(report, got.get("escalate")),
    )


def _decisions(report: Report, place: Place | None) -> tuple[DecisionKind, ...]:
    if place is None:
        return tuple(DecisionKind)
    chosen = [values.one_of(report, one, DecisionKind, "a decision") for one in items(report, place)]
    return tuple(DecisionKind(one) for one in dict.fromkeys(chosen))


def _audiences(report: Report, place: Place | None, known: Sequence[str]) -> tuple[str, ...]:
    if place is None:
        return ()
    chosen = values.texts(report, place)
    for name in (one for one in chosen if known and one not in known):
        report.wrong(place, f"`{name[:40]}` is no audience{closest(name, [*known])}")
    if not chosen and not report.has_mistake(place.path):
        report.wrong(place, "is empty: leave it out for all audiences")
    return chosen


def _zone(report: Report, place: Place | None) -> str:
    name = values.text(report, place)
    if place is None or not name:
        return "UTC"
    try:
        return ZoneInfo(name).key
    except (OSError, ValueError, LookupError):
        near = get_close_matches(name, available_timezones(), n=1)
        meant = f"did you mean `{near[0]}`?" if near else "expected one such as Europe/Oslo"
        report.wrong(place, f"`{name[:40]}` is no time zone; {meant}")
        return "UTC"


def _quiet_hours(report: Report, place: Place | None) -> QuietHours | None:
    if place is None:
        return None
    got = fields(report, place, {"from": 'when they begin: "22:00"', "to": 'when they end: "07:00"'}, ())
    start, end = _minute(report, got.get("from")), _minute(report, got.get("to"))
    if start is None or end is None:
        return None
    if start == end:
        report.wrong(place, "ends where it begins: leave it out, or the route would never speak")
    return QuietHours(start, end)


def _minute(report: Report, place: Place | None) -> Minute | None:
    """A time of the day, as minutes after midnight."""
    written = values.text(report, place)
    if place is None or not written:
        return None
    match = _TIME.fullmatch(written)
    if match is None:
        report.wrong(place, f'`{written[:40]}` is no time of the day: expected one such as "22:00"')
        return None
    return int(match[1]) * 60 + int(match[2])


def _hours(report: Report, place: Place | None) -> float | None:
    value = values.number(report, place)
    if place is not None and value is not None and not 0 < value <= MAX_HOURS:
        report.wrong(place, f"expected hours above 0 and up to {MAX_HOURS}, got {place.shown}")
        return None
    return value


def _escalation(report: Report, place: Place | None) -> Escalation | None:
    if place is None:
        return None
    purposes = {"to": "the route that is told", "after_hours": "hours in which somebody should answer"}
    got = fields(report, place, purposes, ())
    name, hours = values.name(report, got.get("to")), _hours(report, got.get("after_hours"))
    return Escalation(name, hours) if name and hours else None


def _answered_by_somebody(report: Report, places: list[Place], found: tuple[Route, ...]) -> None:
    """An escalation leads to another route, and never in a circle."""
    following = {route.name: route.escalate.to for route in found if route.escalate}
    names = [route.name for route in found]
    for place, route in zip(places, found, strict=True):
        if not (to := following.get(route.name)) or report.has_mistake(f"{place.path}.escalate"):
            continue
        path = f"{place.path}.escalate.to"
        line = report.lines.get(path, place.line)
        if to not in names:
            report.wrong_at(line, path, f"`{to}` is no route{closest(to, names)}")
        elif route.name in _chain(to, following):
            report.wrong_at(line, path, f"`{to}` leads back to `{route.name}`: somebody must be the last")


def _chain(name: str, following: dict[str, str]) -> Iterable[str]:
    """The routes from one on, each once."""
    seen = [name]
    while (name := following.get(name, "")) and name not in seen:
        seen.append(name)
    return seen


def unwise(campaign: Campaign) -> Iterator[tuple[str, str]]:
    """What is legal and unwise in the routes: the field's path, and why."""
    targets = {route.escalate.to for route in campaign.alerts if route.escalate}
    for number, route in enumerate(campaign.alerts):
        path = f"alerts[{number}]"
        if not route.decisions and route.name not in targets:
            yield f"{path}.decisions", "is empty and no route escalates to it: it will never be told anything"
        if any(map(is_plain_http, route.to)):
            yield f"{path}.to", "is plain http: who listens on the way can read and change what is told"
        if route.digest_at is not None and _is_within(route.digest_at, route.quiet_hours):
            yield f"{path}.digest_at", "lies in the quiet hours: the digest waits until they end"


def _is_within(minute: Minute, quiet: QuietHours | None) -> bool:
    if quiet is None:
        return False
    over_midnight = quiet.start > quiet.end
    return (minute >= quiet.start or minute < quiet.end) if over_midnight else quiet.start <= minute < quiet.end
