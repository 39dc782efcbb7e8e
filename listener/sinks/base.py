"""What every sink is: a kind that campaign files name, what its address must be, and how an alert is sent there.

A whole sink, to write beside these and to list in `all_sinks`:

    def _open(destination: Destination) -> Send:
        async def send(alert: Alert) -> None:
            body = msgspec.json.encode(alert)
            await post_body(destination.client, destination.addresses[0], body, {"Content-Type": "application/json"})

        return send

    PAGER_SINK = SinkSpec(
        kind="pager",
        expects="the https:// address of the pager",
        check_address=check_url,
        check_filled=check_filled_url,
        open=_open,
    )
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.alerts import Alert, Route
from models.errors import ListenerError

if TYPE_CHECKING:  # it takes a quarter of a second to load, and reading a campaign file needs no client
    import aiohttp

# Returns when the other side has the alert. Raises DeliveryError where it has not.
Send = Callable[[Alert], Awaitable[None]]


class DeliveryError(ListenerError):
    """An alert that did not arrive. `again` says whether trying again can help, `after` how many seconds to wait."""

    def __init__(self, reason: str, *, again: bool, after: float | None = None) -> None:
        super().__init__(reason)
        self.again = again
        self.after = after


@dataclass(frozen=True)
class Destination:
    """Where one route leads, with the values of the environment's variables filled in: they may be secret."""

    route: Route  # as the campaign file has it, with `$NAME` for what is secret: fit to be shown
    addresses: tuple[str, ...]  # at least one, and only one where the sink does not take several
    secret: str  # what the receiver knows us by; may be empty
    server: str  # of sinks that hand in at a server; else empty
    client: aiohttp.ClientSession
    board: str = ""  # the board's address, for links to it; may be empty


def _accept(_: str) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class SinkSpec:
    """One kind of sink. A check returns what is wrong with an address, and an empty text where nothing is."""

    kind: str  # what a route of the campaign file calls it
    open: Callable[[Destination], Send]  # raises SettingsError
    expects: str = ""  # what `to` should be, as the person who left it out reads it; empty: the sink has no `to`
    check_address: Callable[[str], str] = _accept  # of an address in the campaign file, which people may read
    check_filled: Callable[[str], str] = _accept  # of one from the environment too: must not repeat it
    takes_several: bool = False  # addresses
    has_secret: bool = False  # uses `secret:`
    has_server: bool = False  # uses `server:`
