"""HTTP: one POST, and which answers mean try again."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp

from listener.sinks.base import DeliveryError

# 408 and 425: the other side asks for it again; 409: it works on an earlier try; 429: too many.
AGAIN = frozenset({408, 409, 425, 429})
SAID_LIMIT = 200  # bytes of an answer that are shown


async def post(client: aiohttp.ClientSession, url: str, body: bytes, headers: Mapping[str, str]) -> None:
    """Posts the body. Redirects are refused: a secret must not follow one. Raises DeliveryError."""
    try:
        async with client.post(url, data=body, headers=headers, allow_redirects=False) as response:
            if not 200 <= response.status < 300:
                raise await _refused(response)
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise DeliveryError(_unreachable(error), again=not isinstance(error, ValueError)) from None


async def _refused(response: aiohttp.ClientResponse) -> DeliveryError:
    said = (await response.content.read(SAID_LIMIT)).decode("utf-8", "replace")
    again = response.status in AGAIN or response.status >= 500
    reason = f"HTTP {response.status} {' '.join(said.split())}".strip()
    return DeliveryError(reason, again=again, after=_after(response.headers.get("Retry-After", "")))


def _unreachable(error: Exception) -> str:
    """The kind of error alone: its text may have the address, which may be a secret."""
    reason = getattr(getattr(error, "os_error", None), "strerror", None)
    return f"{type(error).__name__}{f': {reason}' if reason else ''}"


def _after(value: str) -> float | None:
    """Seconds of a Retry-After header, which is a number or a date."""
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
