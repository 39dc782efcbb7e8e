"""Bodies: what another server answers, whole, and no more of it than we want to hold."""

from aiohttp import ClientPayloadError, ClientResponse

_PIECE = 65_536


async def read_body(answer: ClientResponse, limit: int) -> bytes:
    """All bytes of an answer. Raises ClientPayloadError for more than `limit`, and where it is cut."""
    body = bytearray()
    async for piece in answer.content.iter_chunked(_PIECE):
        body += piece
        if len(body) > limit:
            raise ClientPayloadError(f"more than {limit} bytes")
    return bytes(body)
