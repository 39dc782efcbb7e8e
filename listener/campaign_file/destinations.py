"""Where a route of a campaign file leads: `to`, `secret` and `server`, with each mistake at its line.

Every sink says itself what it needs of them (listener/sinks/). `$NAME` stands for a variable of the environment; what
is a secret may only be written so.
"""

import re

from listener.campaign_file import values
from listener.campaign_file.locations import Located, MistakeReport, read_items
from listener.sinks import SinkSpec

_DEFAULT_SERVER = "$LISTENER_SMTP_URL"
ROUTE_VARIABLES = "ALERT_"  # of each variable that a route may name: a file can send no other secret anywhere
_EXAMPLE = f"${ROUTE_VARIABLES}TEAM_SECRET"
_VARIABLE = re.compile(rf"\${ROUTE_VARIABLES}[A-Z0-9_]{{1,57}}")


def read_destination(
    report: MistakeReport, place: Located, got: dict[str, Located], sink: SinkSpec
) -> tuple[tuple[str, ...], str, str]:
    """`to`, `secret` and `server` of a route, each checked for its sink; nothing where the sink is in doubt."""
    if report.doubts(place.child("sink")):
        return (), "", ""
    to = _read_addresses(report, place, got.get("to"), sink)
    secret = _read_variable(report, got.get("secret"), "a secret")
    server = _read_server(report, got.get("server"))
    for name, is_used in (("to", bool(sink.expects)), ("secret", sink.has_secret), ("server", sink.has_server)):
        if name in got and not is_used:
            report.wrong(got[name], f"{sink.kind} has no use for it")
    return to, secret, server if sink.has_server else ""


def _read_addresses(report: MistakeReport, route: Located, place: Located | None, sink: SinkSpec) -> tuple[str, ...]:
    if not sink.expects:
        return ()
    if place is None:
        report.wrong_at(route.line, route.child("to"), f"missing: {sink.expects}")
        return ()
    addresses = values.read_texts(report, place)
    if not sink.takes_several and len(addresses) > 1:
        report.wrong(place, f"{sink.kind} has one address, not {len(addresses)}: write a route for each")
    if not addresses and not report.has_mistake(place.path):
        report.wrong(place, f"is empty: expected {sink.expects}")
    for address in addresses:
        _check_address(report, _item(place, address), address, sink)
    return addresses


def _check_address(report: MistakeReport, place: Located, address: str, sink: SinkSpec) -> None:
    """One address: the name of a variable, or what the sink takes."""
    if address.startswith("$"):
        _read_variable(report, place, "a secret")
    elif problem := sink.check_address(address):
        report.wrong(place, problem)


def _item(place: Located, text: str) -> Located:
    """The item of a list that has this text, or the text alone."""
    return next(
        (one for one in read_items(MistakeReport(), place) if values.read_text(MistakeReport(), one) == text), place
    )


def _read_server(report: MistakeReport, place: Located | None) -> str:
    """The variable of a mail server; our own setting may be named too, which nothing else reads."""
    if place is None or values.read_text(MistakeReport(), place) == _DEFAULT_SERVER:
        return _DEFAULT_SERVER
    return _read_variable(report, place, "the server has a password, so it") or _DEFAULT_SERVER


def _read_variable(report: MistakeReport, place: Located | None, what: str) -> str:
    written = values.read_text(report, place)
    if place is None or not written:
        return ""
    if _VARIABLE.fullmatch(written):
        return written
    report.wrong(place, _describe_variable(written, what))
    return ""


def _describe_variable(written: str, what: str) -> str:
    """What is wrong with a text where a variable should be named."""
    example = (
        f"a variable of the environment that begins with {ROUTE_VARIABLES}, such as ${ROUTE_VARIABLES}TEAM_SECRET"
    )
    if written.startswith("$"):
        return f"`{written[:64]}` is not read: a route names only {example}"
    return f"{what} is no text of this file: name {example}"
