"""The `alerts:` of a campaign file: routes. Secrets are never in the file: it names variables of the environment.

alerts:
  - name: team-chat
    owner: Ana, digital team
    sink: slack
    to: $ALERT_RELIEF_SLACK_URL
    decisions: [ADVANCE, STEP_BACK]
    audiences: [locals]
    zone: Europe/Oslo
    language: nb
    quiet_hours: {from: "22:00", to: "07:00"}
    at_most_every_hours: 6
    escalate: {to: on-call, after_hours: 12}
"""

import re
from collections.abc import Iterable, Sequence

from listener.campaign_file import values
from listener.campaign_file.destinations import read_destination
from listener.campaign_file.locations import (
    Located,
    MistakeReport,
    build_each,
    check_unique,
    read_fields,
    read_items,
    suggest,
)
from listener.sinks import SINKS
from listener.wording.catalogues import DEFAULT_LANGUAGE, list_catalogues
from models.alerts import TOLD_UNASKED, Escalation, Minute, QuietHours, Route
from models.decisions import DecisionKind

_REQUIRED = {
    "name": "what the route is called",
    "owner": "who answers for it: a person or a team",
    "sink": f"how it is told: {', '.join(SINKS)}",
}
_OPTIONAL = (
    "to",
    "secret",
    "server",
    "decisions",
    "audiences",
    "zone",
    "language",
    "quiet_hours",
    "at_most_every_hours",
    "digest_at",
    "escalate",
)
_MAX_HOURS = 24 * 28

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def read_routes(report: MistakeReport, place: Located | None, audiences: Sequence[str]) -> tuple[Route, ...]:
    """The routes, in order. `audiences` are the campaign's."""
    found = build_each(report, place, lambda report, one: _read_route(report, one, audiences))
    check_unique(report, place)
    _check_escalations(report, read_items(MistakeReport(), place), found)
    return found


def _read_route(report: MistakeReport, place: Located, audiences: Sequence[str]) -> Route:
    got = read_fields(report, place, _REQUIRED, _OPTIONAL)
    sink = values.read_choice(report, got.get("sink"), SINKS, "a sink")
    to, secret, server = read_destination(report, place, got, SINKS[sink])
    return Route(
        name=values.read_name(report, got.get("name")),
        owner=values.read_text(report, got.get("owner")),
        sink=sink,
        to=to,
        secret=secret,
        server=server,
        decisions=_read_decisions(report, got.get("decisions")),
        audiences=_read_audiences(report, got.get("audiences"), audiences),
        zone=values.read_zone(report, got.get("zone")),
        language=_read_language(report, got.get("language")),
        quiet_hours=_read_quiet_hours(report, got.get("quiet_hours")),
        at_most_every_hours=_read_hours(report, got.get("at_most_every_hours")) or 0.0,
        digest_at=_read_minute(report, got.get("digest_at")),
        escalate=_read_escalation(report, got.get("escalate")),
    )


def _read_decisions(report: MistakeReport, place: Located | None) -> tuple[DecisionKind, ...]:
    if place is None:
        return TOLD_UNASKED
    chosen = [values.read_choice(report, one, DecisionKind, "a decision") for one in read_items(report, place)]
    return tuple(DecisionKind(one) for one in dict.fromkeys(chosen))


def _read_language(report: MistakeReport, place: Located | None) -> str:
    if place is None:
        return DEFAULT_LANGUAGE
    return values.read_choice(report, place, list_catalogues(), "a language that messages are in")


def _read_audiences(report: MistakeReport, place: Located | None, known: Sequence[str]) -> tuple[str, ...]:
    if place is None:
        return ()
    chosen = values.read_texts(report, place)
    for name in (one for one in chosen if known and one not in known):
        report.wrong(place, f"`{name[:40]}` is no audience{suggest(name, [*known])}")
    if not chosen and not report.has_mistake(place.path):
        report.wrong(place, "is empty: leave it out for all audiences")
    return chosen


def _read_quiet_hours(report: MistakeReport, place: Located | None) -> QuietHours | None:
    if place is None:
        return None
    got = read_fields(report, place, {"from": 'when they begin: "22:00"', "to": 'when they end: "07:00"'}, ())
    start, end = _read_minute(report, got.get("from")), _read_minute(report, got.get("to"))
    if start is None or end is None:
        return None
    if start == end:
        report.wrong(place, "ends where it begins: leave it out, or the route would never speak")
    return QuietHours(start, end)


def _read_minute(report: MistakeReport, place: Located | None) -> Minute | None:
    """A time of the day, as minutes after midnight."""
    written = values.read_text(report, place)
    if place is None or not written:
        return None
    match = _TIME.fullmatch(written)
    if match is None:
        report.wrong(place, f'`{written[:40]}` is no time of the day: expected one such as "22:00"')
        return None
    return int(match[1]) * 60 + int(match[2])


def _read_hours(report: MistakeReport, place: Located | None) -> float | None:
    value = values.read_number(report, place)
    if place is not None and value is not None and not 0 < value <= _MAX_HOURS:
        report.wrong(place, f"expected hours above 0 and up to {_MAX_HOURS}, got {place.shown}")
        return None
    return value


def _read_escalation(report: MistakeReport, place: Located | None) -> Escalation | None:
    if place is None:
        return None
    purposes = {"to": "the route that is told", "after_hours": "hours in which somebody should answer"}
    got = read_fields(report, place, purposes, ())
    name, hours = values.read_name(report, got.get("to")), _read_hours(report, got.get("after_hours"))
    return Escalation(name, hours) if name and hours else None


def _check_escalations(report: MistakeReport, places: list[Located], found: tuple[Route, ...]) -> None:
    """An escalation leads to another route, and never in a circle."""
    following = {route.name: route.escalate.to for route in found if route.escalate}
    names = [route.name for route in found]
    for place, route in zip(places, found, strict=True):
        if not (to := following.get(route.name)) or report.has_mistake(f"{place.path}.escalate"):
            continue
        path = f"{place.path}.escalate.to"
        line = report.lines.get(path, place.line)
        if to not in names:
            report.wrong_at(line, path, f"`{to}` is no route{suggest(to, names)}")
        elif route.name in _follow(to, following):
            report.wrong_at(line, path, f"`{to}` leads back to `{route.name}`: somebody must be the last")


def _follow(name: str, following: dict[str, str]) -> Iterable[str]:
    """The routes from one on, each once."""
    seen = [name]
    while (name := following.get(name, "")) and name not in seen:
        seen.append(name)
    return seen
