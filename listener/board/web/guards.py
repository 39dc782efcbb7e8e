"""Guards: what is refused before any page is asked - names that are not ours, and readers who have not signed in."""

from collections.abc import Callable, Collection

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from listener.worker.allowed_hosts import is_allowed_host

_FOR_EVERYBODY = frozenset({"/livez", "/readyz", "/signin", "/v1/updates"})  # the last has a token of its own
_ASSETS = "/static/"


class HostGuard:
    """Answers by names that are ours alone."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http" and not is_allowed_host(Request(scope).headers.get("host", ""), self._hosts):
            refusal = PlainTextResponse("This name is not allowed here: see LISTENER_HOSTS.\n", 421)
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_for_everybody(path: str) -> bool:
    return path in _FOR_EVERYBODY or path.startswith(_ASSETS)


class ReaderGuard:
    """Lets nobody read who has not signed in, where the board is for named people alone."""

    def __init__(self, app: ASGIApp, may_read: Callable[[Request], bool]) -> None:
        self._app, self._may_read = app, may_read

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or _is_for_everybody(scope["path"]) or self._may_read(Request(scope)):
            await self._app(scope, receive, send)
            return
        is_page = (
            scope["method"] == "GET" and "." not in scope["path"] and scope["path"] not in ("/events", "/metrics")
        )
        refusal = RedirectResponse("/signin", 303) if is_page else PlainTextResponse("Sign in first.\n", 401)
        await refusal(scope, receive, send)
