"""Listening: where the API listens."""

from typing import Final

from models.decoding import parse_digits
from models.errors import InputError

API_ADDRESS: Final = "127.0.0.1:8090"


def parse_address(address: str) -> tuple[str, int]:
    """Host and port. Raises InputError."""
    host, _, written = address.rpartition(":")
    port = parse_digits(written)
    if not host or port is None or port > 65_535:
        raise InputError(f"{address}: expected HOST:PORT to listen on")
    return host, port
