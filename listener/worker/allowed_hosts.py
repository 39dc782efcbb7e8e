"""Allowed hosts: by which names our pages may be asked for. A page of another site must not reach them by a name of
its own that leads here (DNS rebinding).

An address, and a name without a dot, cannot be a site's name: these are always allowed, and any in a list.
"""

import re
from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

_LOCAL = re.compile(r"[a-z0-9_-]+")  # a name without a dot


def list_hosts(listed: str, url: str = "") -> frozenset[str]:
    """The names of a list with commas between, and that of our own address."""
    own = urlsplit(url).hostname or ""
    return frozenset(name.strip().lower().rstrip(".") for name in (*listed.split(","), own) if name.strip())


def is_allowed_host(header: str, names: Collection[str]) -> bool:
    """Whether a request with that Host may be answered."""
    host = _host_of(header)
    return _is_address(host) or host in names or bool(_LOCAL.fullmatch(host))


def _host_of(header: str) -> str:
    """The name without its port; empty for what is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
