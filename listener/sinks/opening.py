"""Opening: the sink of a route, with its secrets filled in from the environment's variables."""

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp

from listener.sinks.alertmanager import Alertmanager
from listener.sinks.base import Send
from listener.sinks.email import Email, server
from listener.sinks.local import File, to_log
from listener.sinks.slack import Slack
from listener.sinks.webhook import CloudEvents, Webhook
from models.alerts import Route, SinkKind
from models.campaigns import Campaign
from models.errors import SettingsError

Variables = Mapping[str, str]


def secrets_named(route: Route) -> tuple[str, ...]:
    """The environment's variables that a route needs."""
    said = (*route.to, route.secret, route.server)
    return tuple(dict.fromkeys(each.removeprefix("$") for each in said if each.startswith("$")))


def check_secrets(campaign: Campaign, variables: Variables) -> None:
    """Raises SettingsError that names every variable that the campaign's routes need and the environment has not."""
    needed = dict.fromkeys(name for route in campaign.alerts for name in secrets_named(route))
    if missing := [name for name in needed if not variables.get(name)]:
        raise SettingsError(f"the alerts of `{campaign.name}` need in the environment: {', '.join(missing)}")


def opened(route: Route, variables: Variables, client: aiohttp.ClientSession, board: str = "") -> Send:
    """The route's sink; `board` is the board's address, for links to it.

    Raises SettingsError that names the route and the variable, and never its value.
    """
    return _OPEN[route.sink](route, variables, client, board)


def _log(route: Route, variables: Variables, client: aiohttp.ClientSession, board: str) -> Send:
    return to_log


def _file(route: Route, variables: Variables, client: aiohttp.ClientSession, board: str) -> Send:
    return File(Path(_filled(route, _one(route), variables)))


def _webhook(route: Route, variables: Variables, client: aiohttp.ClientSession, board: str) -> Send:
    return Webhook(client, _url(route, _one(route), variables), _filled(route, route.secret, variables))


def _cloudevents(route: Route, variables: Variables, client: aiohttp.ClientSession, board: str) -> Send:
    return CloudEvents(client, _url(route, _one(route), variables), _filled(route, route.secret, variables))


def _alertmanager(route: Route, variables: Variables, client: aiohttp.ClientSession, board: str) -> Send:
    return Alertmanager(client, [_url(route, each, variables) for each in route.to], board)


def _slack(route: Route, variables: Variables, client: aiohttp.ClientSession, board: str) -> Send:
    return Slack(client, _url(route, _one(route), variables), board)


def _email(route: Route, variables: Variables, client: aiohttp.ClientSession, board: str) -> Send:
    try:
        found = server(_filled(route, route.server, variables))
    except ValueError as error:
        raise SettingsError(f"route `{route.name}`: {route.server}: {error}") from None
    return Email(found, [_filled(route, each, variables) for each in route.to], board)


_OPEN: dict[SinkKind, Callable[[Route, Variables, aiohttp.ClientSession, str], Send]] = {
    SinkKind.LOG: _log,
    SinkKind.FILE: _file,
    SinkKind.WEBHOOK: _webhook,
    SinkKind.CLOUDEVENTS: _cloudevents,
    SinkKind.ALERTMANAGER: _alertmanager,
    SinkKind.SLACK: _slack,
    SinkKind.EMAIL: _email,
}


def _one(route: Route) -> str:
    if len(route.to) != 1:
        raise SettingsError(f"route `{route.name}`: {route.sink} has one address, not {len(route.to)}")
    return route.to[0]


def _filled(route: Route, said: str, variables: Variables) -> str:
    """The text, or the value of the variable that it names."""
    if not said.startswith("$"):
        return said
    if not (value := variables.get(said[1:], "")):
        raise SettingsError(f"route `{route.name}`: the environment's variable {said[1:]} is not set")
    return value


def _url(route: Route, said: str, variables: Variables) -> str:
    url = _filled(route, said, variables)
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise SettingsError(f"route `{route.name}`: {said} is no http:// or https:// address")
    return url
