"""HTTP: one POST, and which answers mean try again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from listener.sinks.base import DeliveryError
from models.decoding import parse_digits

if TYPE_CHECKING:  # see base
    import aiohttp

# 408 and 425: the other side asks for it again; 409: it works on an earlier try; 429: too many.
_RETRIABLE = frozenset({408, 409, 425, 429})
_SHOWN = 200  # bytes of an answer that are shown


async def post_body(client: aiohttp.ClientSession, url: str, body: bytes, headers: Mapping[str, str]) -> None:
    """Posts the body. Redirects are refused: a secret must not follow one. Raises DeliveryError."""
    from aiohttp import ClientError

    try:
        async with client.post(url, data=body, headers=headers, allow_redirects=False) as response:
            if not 200 <= response.status < 300:
                raise await _refusal(response)
    except (ClientError, OSError, ValueError) as error:
        raise DeliveryError(_describe(error), again=_may_help(error)) from None


def _may_help(error: Exception) -> bool:
    """Whether trying again may. What is no address stays none, and one that is not allowed is not."""
    return not isinstance(error, ValueError) and not isinstance(getattr(error, "os_error", None), PermissionError)


async def _refusal(response: aiohttp.ClientResponse) -> DeliveryError:
    answer = (await response.content.read(_SHOWN)).decode("utf-8", "replace")
    again = response.status in _RETRIABLE or response.status >= 500
    reason = f"HTTP {response.status} {' '.join(answer.split())}".strip()
    return DeliveryError(reason, again=again, after=_retry_after(response.headers.get("Retry-After", "")))


def _describe(error: Exception) -> str:
    """The kind of error alone: its text may have the address, which may be a secret."""
    reason = getattr(getattr(error, "os_error", None), "strerror", None)
    return f"{type(error).__name__}{f': {reason}' if reason else ''}"


def _retry_after(value: str) -> float | None:
    """Seconds of a Retry-After header, which is a number or a date."""
    if (seconds := parse_digits(value)) is not None:
        return float(seconds)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError, IndexError):  # what the library raises for what is no date
        return None
