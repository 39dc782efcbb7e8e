"""Opening: the sink of a route, with its secrets filled in from the environment's variables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from listener.sinks.all_sinks import SINKS
from listener.sinks.base import Destination, Send, SinkSpec
from listener.sinks.signing import is_empty_secret
from models.alerts import Route
from models.campaigns import Campaign
from models.errors import SettingsError

if TYPE_CHECKING:  # see base
    import aiohttp

Variables = Mapping[str, str]  # of the environment


def check_secrets(campaign: Campaign, variables: Variables) -> None:
    """Raises SettingsError that names every variable that the campaign's routes need and the environment has not."""
    needed = dict.fromkeys(name for route in campaign.alerts for name in secret_names(route))
    if missing := [name for name in needed if not variables.get(name)]:
        raise SettingsError(", ".join(missing), f"the alerts of `{campaign.name}` need it in the environment")


def secret_names(route: Route) -> tuple[str, ...]:
    """The environment's variables that a route needs, each once."""
    texts = (*route.to, route.secret, route.server)
    return tuple(dict.fromkeys(text.removeprefix("$") for text in texts if text.startswith("$")))


def open_sink(route: Route, variables: Variables, client: aiohttp.ClientSession, board: str = "") -> Send:
    """The function that sends an alert on a route; `board` is the board's address, for links to it.

    Raises SettingsError that names the route and the variable, and never its value.
    """
    sink = SINKS[route.sink]
    server = _fill(route, route.server, variables)
    addresses = _addresses(sink, route, variables)
    secret = _fill(route, route.secret, variables)
    if secret and is_empty_secret(secret):
        raise SettingsError(f"route `{route.name}`", f"the secret of {route.secret} is empty: anybody could sign")
    return sink.open(Destination(route, addresses, secret, server, client, board))


def fill_route(route: Route, variables: Variables) -> tuple[str, tuple[str, ...]]:
    """The server of a route and its addresses, with secrets filled in. Raises SettingsError."""
    return _fill(route, route.server, variables), _addresses(SINKS[route.sink], route, variables)


def _addresses(sink: SinkSpec, route: Route, variables: Variables) -> tuple[str, ...]:
    if sink.expects and not sink.takes_several and len(route.to) != 1:
        raise SettingsError(f"route `{route.name}`", f"{route.sink} has one address, not {len(route.to)}")
    return tuple(_address(sink, route, text, variables) for text in route.to)


def _address(sink: SinkSpec, route: Route, text: str, variables: Variables) -> str:
    address = _fill(route, text, variables)
    if problem := sink.check_filled(address):
        raise SettingsError(f"route `{route.name}`", f"{text} {problem}")
    return address


def _fill(route: Route, text: str, variables: Variables) -> str:
    """The text, or the value of the variable that it names."""
    if not text.startswith("$"):
        return text
    if not (value := variables.get(text[1:], "")):
        raise SettingsError(f"route `{route.name}`", f"the environment's variable {text[1:]} is not set")
    return value
