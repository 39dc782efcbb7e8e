"""Forms: what a browser sends us, read within limits, and only from our own pages."""

import asyncio
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

_MAX_BYTES = 16_384
_MAX_FIELDS = 20
_BODY_SECONDS = 10.0


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form. Raises HTTPException where it is none, or too large."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(415, "A form was expected.")
    body = await read_short_body(request)
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=_MAX_FIELDS))
    except ValueError:
        raise HTTPException(400, "That form has too many fields.") from None


async def read_short_body(request: Request) -> bytes:
    """All of a small body. Raises HTTPException where it is large or slow, or its sender has gone."""
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > _MAX_BYTES:
                    raise HTTPException(413, "That was too long.")
    except TimeoutError:
        raise HTTPException(408, "That took too long.") from None
    except ClientDisconnect:
        raise HTTPException(400, "That broke off.") from None
    return bytes(body)


def request_address(request: Request) -> str:
    """Where a request comes from; behind a proxy that we trust, where that says."""
    return request.client.host if request.client else ""


def refuse_other_sites(request: Request) -> None:
    """Raises HTTPException where the browser says that another site sent this.

    Browsers of today say whether (Sec-Fetch-Site); older ones say from where (Origin).
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    host = request.headers.get("host")
    is_own = site in ("same-origin", "none") if site else origin is None or _host_of(origin) == host
    if not is_own:
        raise HTTPException(403, "This came from another site.")


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # no address at all
        return ""


def safe_return_path(path: str) -> str:
    """Where to go after signing in: a path of ours, never another site."""
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_ours else "/"
