"""Addresses: what is wrong with a URL; an empty text where nothing is. What may be secret is not repeated."""

from urllib.parse import SplitResult, urlsplit

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})  # what is sent there does not leave this machine

_SHOWN = 60  # characters of a text that we repeat


def check_url(text: str) -> str:
    """Of an address that stands in a campaign file: it must be http or https, and hold no password."""
    parts = _split(text)
    if parts is None:
        return f"`{text[:_SHOWN]}` is no address: expected https://..., or $NAME of a variable"
    return "has a password: name a variable instead, such as $ALERT_TEAM_URL" if parts.password else ""


def check_filled_url(text: str) -> str:
    """Of an address that may come from the environment: it may be secret, so it is not repeated."""
    return "" if _split(text) else "is no http:// or https:// address"


def is_plain_http(text: str) -> bool:
    """Whether an address is http without TLS beyond this machine."""
    parts = _split(text)
    return bool(parts and parts.scheme == "http" and parts.hostname not in LOCAL_HOSTS)


def _split(text: str) -> SplitResult | None:
    """The parts of a usable http or https address."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if usable else None
