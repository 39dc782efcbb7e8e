"""Bodies: what another server answers, whole, and no more of it than we want to hold."""

from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import ClientPayloadError, ClientResponse

_PIECE = 65_536


async def read_body(answer: ClientResponse, limit: int) -> bytes:
    """All bytes of an answer. Raises ClientPayloadError for more than `limit`, and where it is cut."""
    body = bytearray()
    with closed_as_cut():
        async for piece in answer.content.iter_chunked(_PIECE):
            body += piece
            if len(body) > limit:
                raise ClientPayloadError(f"more than {limit} bytes")
    return bytes(body)


@contextmanager
def closed_as_cut() -> Iterator[None]:
    """Raises ClientPayloadError in place of what aiohttp says of a connection that broke its protocol."""
    try:
        yield
    except RuntimeError as error:
        raise ClientPayloadError(str(error)) from error
