"""Outgoing: HTTP clients of sources. Where an address leads that was named to us is for who named it; where a server
sends us on to, it must be public.

So no feed or instance can have us ask what only our machines reach. The address is looked at where the connection is
made, whatever name leads there. A server may send us on to itself, and to its own HTTPS.
"""

from __future__ import annotations

import errno
import logging
import socket
from collections.abc import Mapping
from contextvars import ContextVar
from types import SimpleNamespace
from typing import Any, Final

from aiohttp import ClientSession, ClientTimeout, TCPConnector, TraceConfig
from aiohttp.tracing import TraceRequestRedirectParams, TraceRequestStartParams
from yarl import URL

from listener.sinks.targets import is_allowed_target

_HTTPS: Final = 443

_is_sent_on: ContextVar[bool] = ContextVar("is_sent_on", default=False)  # of the request that this task makes

log = logging.getLogger(__name__)


def open_session(
    timeout: ClientTimeout, headers: Mapping[str, str] | None = None, *, raise_for_status: bool = False
) -> ClientSession:
    """A client that no redirect leads into networks that are not public: the connection fails."""
    return ClientSession(
        connector=TCPConnector(socket_factory=_make_socket),
        trace_configs=[_watch_redirects()],
        timeout=timeout,
        headers=headers,
        raise_for_status=raise_for_status,
    )


def _make_socket(found: Any) -> socket.socket:
    """A socket for one address that a name led to: (family, type, protocol, name, address)."""
    family, kind, protocol, _, address = found
    if _is_sent_on.get() and not is_allowed_target(str(address[0]), ()):
        log.warning("a redirect to %s is not followed: it is no public address", address[0])
        raise PermissionError(errno.EACCES, "a redirect to an address that is not public")
    return socket.socket(family, kind, protocol)


def _watch_redirects() -> TraceConfig:
    watching = TraceConfig()
    watching.on_request_start.append(_begin)
    watching.on_request_redirect.append(_send_on)
    return watching


async def _begin(_: ClientSession, __: SimpleNamespace, ___: TraceRequestStartParams) -> None:
    _is_sent_on.set(False)


async def _send_on(_: ClientSession, __: SimpleNamespace, asked: TraceRequestRedirectParams) -> None:
    location = asked.response.headers.get("Location", "")
    if not _is_own(asked.url, location):
        _is_sent_on.set(True)


def _is_own(url: URL, location: str) -> bool:
    """Whether a server sends us on to itself."""
    try:
        target = url.join(URL(location))
    except ValueError:
        return False
    return target.host == url.host and target.port in (url.port, _HTTPS)
