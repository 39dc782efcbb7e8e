"""What is no request, or is packed wrongly, is answered so and fills no log; the next is answered as ever."""

import asyncio
import logging

import pytest

from listener.sources import NOBODY
from listener.sources.http import PostsApi
from listener.worker.health import serve_pages
from tests.unit.listener.sources.http.test_posts_api import CAMPAIGN, TOKEN, TOKENS, Broker

HEAD = b"POST /v1/posts HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/x-ndjson\r\n"
AUTHORIZED = HEAD + f"Authorization: Bearer {TOKEN}\r\n".encode()
PACKED = b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nxx"
UNREADABLE = {
    "wrongly packed": (AUTHORIZED + PACKED, b"400"),
    "wrongly packed, of a stranger": (HEAD + PACKED, b"401"),
    "packed in another way": (AUTHORIZED + PACKED.replace(b"gzip", b"br"), b"400"),
    "of another protocol": (b"\x16\x03\x01\x00\x00garbage\r\n\r\n", b"400"),
    "of a length that is none": (HEAD + b"Content-Length: -5\r\n\r\n", b"400"),
    "in pieces that are none": (AUTHORIZED + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n", b"400"),
    "with a header without end": (HEAD + b"X: " + b"a" * 20_000 + b"\r\n\r\n", b"400"),
}


@pytest.mark.parametrize("name", UNREADABLE)
async def test_what_cannot_be_read_is_answered_so_and_not_logged(name: str, caplog: pytest.LogCaptureFixture) -> None:
    sent, status = UNREADABLE[name]
    api = PostsApi(Broker().write, NOBODY, TOKENS, lambda counts: None, [CAMPAIGN])
    with caplog.at_level(logging.INFO):
        async with serve_pages(api.application(), "127.0.0.1", 0) as port:
            assert (await _answer(port, sent)).split()[1] == status
            assert (await _answer(port, AUTHORIZED + b"Content-Length: 0\r\n\r\n")).split()[1] == b"200"
    noted = [each.message for each in caplog.records]
    assert noted == ["a wrong token, or none, from 127.0.0.1"] * (status == b"401")


async def test_a_failure_of_ours_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    api = PostsApi(Broker().write, NOBODY, TOKENS, _fail, [CAMPAIGN])
    async with serve_pages(api.application(), "127.0.0.1", 0) as port:
        assert (await _answer(port, AUTHORIZED + b"Content-Length: 2\r\n\r\n{}")).split()[1] == b"500"
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def _fail(counts: object) -> None:
    raise RuntimeError(counts)


async def _answer(port: int, sent: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    answer = await asyncio.wait_for(reader.read(), 60)
    writer.close()
    return answer
