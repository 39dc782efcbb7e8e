"""Targets: to which addresses alerts may go. A campaign file names a target, and must not lead into the networks that
only our machines reach.

The address is looked at where the connection is made, so a name that leads elsewhere a moment later helps nobody; and
redirects are refused (`listener.sinks.http`).
"""

from __future__ import annotations

import errno
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Any

from models.errors import SettingsError

if TYPE_CHECKING:  # see base
    import aiohttp

VARIABLE = "LISTENER_PRIVATE_TARGETS"

_NAT64 = ip_network("64:ff9b::/96")  # whose last 32 bits are an IPv4 address
_GLOBAL = ip_network("2000::/3")  # of IPv6, all that is given out; outside it stand old and local ways to reach IPv4
_PROTOCOLS = ip_network("192.0.0.0/24")  # of IPv4: for protocols, never a site


def open_client(allowed: str) -> aiohttp.ClientSession:
    """A client that reaches public addresses, and these networks, with commas between. Raises SettingsError."""
    import aiohttp

    networks = _parse(allowed)

    def make_socket(found: Any) -> socket.socket:
        """A socket for one address that a name led to: (family, type, protocol, name, address)."""
        family, kind, protocol, _, address = found
        if not is_allowed_target(str(address[0]), networks):
            raise PermissionError(errno.EACCES, f"a private address, which {VARIABLE} does not allow")
        return socket.socket(family, kind, protocol)

    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(socket_factory=make_socket))


def is_allowed_target(address: str, networks: tuple[Any, ...]) -> bool:
    """Whether an address is public, or in one of the networks."""
    target = _unwrap(ip_address(address.partition("%")[0]))
    return _is_public(target) or any(target in network for network in networks if network.version == target.version)


def _is_public(target: IPv4Address | IPv6Address) -> bool:
    is_of_sites = target in _GLOBAL if isinstance(target, IPv6Address) else target not in _PROTOCOLS
    return target.is_global and not target.is_multicast and is_of_sites


def _unwrap(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one stands for, where it does."""
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
        return address.ipv4_mapped or address.sixtofour or address
    return address


def _parse(allowed: str) -> tuple[Any, ...]:
    try:
        return tuple(ip_network(each.strip(), strict=False) for each in allowed.split(",") if each.strip())
    except ValueError:
        raise SettingsError(VARIABLE, f"`{allowed[:80]}`: expected networks such as 10.0.0.0/8") from None
