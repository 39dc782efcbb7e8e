"""Where a route of a campaign file leads: what each sink needs of `to`, `secret` and `server`, and what it refuses.

`$NAME` stands for a variable of the environment. What is a secret may only be written so.
"""

import re
from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

from listener.campaign_file import values
from listener.campaign_file.places import Place, Report, items
from models.alerts import SinkKind

SERVER = "$LISTENER_SMTP_URL"
MANY = (SinkKind.EMAIL, SinkKind.ALERTMANAGER)  # sinks with more than one address
SIGNED = (SinkKind.WEBHOOK, SinkKind.CLOUDEVENTS)

_VARIABLE = re.compile(r"\$[A-Z][A-Z0-9_]{0,63}")
_MAILBOX = re.compile(r"[^\s@<>,;:\"()\[\]]+@[^\s@<>,;:\"()\[\]]+\.[A-Za-z0-9-]{2,}")


def destination(
    report: Report, place: Place, got: dict[str, Place], sink: SinkKind
) -> tuple[tuple[str, ...], str, str]:
    """`to`, `secret` and `server` of a route, each checked for its sink; nothing where the sink is in doubt."""
    if report.doubts(place.child("sink")):
        return (), "", ""
    to = _to(report, place, got.get("to"), sink)
    secret = _variable(report, got.get("secret"), "a secret")
    server = _variable(report, got.get("server"), "the server has a password, so it") or SERVER
    _unused(report, got, "secret", sink in SIGNED, sink)
    _unused(report, got, "server", sink is SinkKind.EMAIL, sink)
    return to, secret, server if sink is SinkKind.EMAIL else ""


def _to(report: Report, route: Place, place: Place | None, sink: SinkKind) -> tuple[str, ...]:
    if sink is SinkKind.LOG:
        _unused(report, {"to": place} if place else {}, "to", False, sink)
        return ()
    if place is None:
        report.wrong_at(route.line, route.child("to"), f"missing: {_EXPECTED[sink]}")
        return ()
    found = values.texts(report, place)
    if sink not in MANY and len(found) > 1:
        report.wrong(place, f"{sink} has one address, not {len(found)}: write a route for each")
    if not found and not report.has_mistake(place.path):
        report.wrong(place, f"is empty: expected {_EXPECTED[sink]}")
    for one in (one for one in found if not one.startswith("$")):
        if problem := _CHECKS[sink](one):
            report.wrong(_place(place, one), problem)
    for one in (one for one in found if one.startswith("$")):
        _variable(report, _place(place, one), "a secret")
    return found


def _place(place: Place, text: str) -> Place:
    """The item of a list that has this text, or the text alone."""
    return next((one for one in items(Report(), place) if values.text(Report(), one) == text), place)


def _variable(report: Report, place: Place | None, what: str) -> str:
    written = values.text(report, place)
    if place is None or not written:
        return ""
    if not _VARIABLE.fullmatch(written):
        report.wrong(
            place, f"{what} is no text of this file: name a variable of the environment, such as $TEAM_SECRET"
        )
        return ""
    return written


def _unused(report: Report, got: dict[str, Place], name: str, used: bool, sink: SinkKind) -> None:
    if name in got and not used:
        report.wrong(got[name], f"{sink} has no use for it")


def _url(text: str) -> str:
    parts = _parts(text)
    if parts is None:
        return f"`{text[:60]}` is no address: expected https://..., or $NAME of a variable"
    return "has a password: name a variable of the environment instead, such as $TEAM_URL" if parts.password else ""


def _parts(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        return parts if usable else None
    except ValueError:
        return None


def is_open(text: str) -> bool:
    """Whether an address is plain http beyond this machine."""
    parts = _parts(text)
    return bool(parts and parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"))


def _slack(text: str) -> str:
    return "who knows the address can post there: name a variable of the environment, such as $TEAM_SLACK_URL"


def _email(text: str) -> str:
    return "" if _MAILBOX.fullmatch(text) else f"`{text[:60]}` is no address: expected one such as team@example.org"


def _path(text: str) -> str:
    return "has a character that no path has" if "\0" in text else ""


_CHECKS: dict[SinkKind, Callable[[str], str]] = {
    SinkKind.FILE: _path,
    SinkKind.WEBHOOK: _url,
    SinkKind.CLOUDEVENTS: _url,
    SinkKind.ALERTMANAGER: _url,
    SinkKind.SLACK: _slack,
    SinkKind.EMAIL: _email,
}
_EXPECTED: dict[SinkKind, str] = {
    SinkKind.FILE: "the path of a file, alerts.ndjson say",
    SinkKind.WEBHOOK: "an https:// address, or $NAME of a variable with it",
    SinkKind.CLOUDEVENTS: "an https:// address, or $NAME of a variable with it",
    SinkKind.ALERTMANAGER: "the address of Alertmanager, or a list of them",
    SinkKind.SLACK: "$NAME of a variable that has the address of the channel's incoming webhook",
    SinkKind.EMAIL: "addresses, or $NAME of a variable with one",
}
