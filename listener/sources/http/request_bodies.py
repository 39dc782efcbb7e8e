"""Request bodies: the lines of a request, or the answer that says why they cannot be read."""

import asyncio

from aiohttp import web

from listener.sources.http.answers import problem_answer
from listener.sources.http.sent_lines import split_body
from models.errors import UnreadableError
from models.rejections import Reason

BODY_SECONDS = 60.0  # that a body may take to come
_ARRAY, _NDJSON = "application/json", ("application/x-ndjson", "application/jsonl", "text/plain")


async def read_lines_of(request: web.Request) -> list[bytes] | web.Response:
    """The lines of NDJSON, or the items of an array."""
    is_array = request.content_type == _ARRAY
    if not is_array and request.content_type not in _NDJSON:
        return problem_answer(415, "expected application/x-ndjson, or application/json with an array")
    try:
        return split_body(await read_sent_body(request), is_array=is_array)
    except UnreadableError as error:
        return problem_answer(413 if error.reason is Reason.OVERSIZED else 400, str(error))


async def read_sent_body(request: web.Request) -> bytes:
    """All of a body. Raises HTTPException where it is slow, packed wrongly, or its sender has gone."""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout(reason=f"the body took more than {BODY_SECONDS:g} s") from None
    except web.RequestPayloadError:
        raise web.HTTPBadRequest(reason="the body cannot be unpacked") from None
    except ConnectionError:
        raise web.HTTPBadRequest(reason="the body broke off") from None
