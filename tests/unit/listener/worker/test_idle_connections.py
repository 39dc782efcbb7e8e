"""Who connects to metrics, probes or the API and sends no whole request is let go; who is being answered is not."""

import asyncio

import pytest
from aiohttp import web

from listener.metrics import Metrics
from listener.sources.http import request_bodies
from listener.sources.http.request_bodies import read_sent_body
from listener.worker import idle_connections
from listener.worker.health import Health, serve_pages

SLOW = 1.0  # seconds that an answer takes, and more than a connection may be idle


async def answer_slowly(_: web.Request) -> web.Response:
    await asyncio.sleep(SLOW)
    return web.Response(text="at last")


async def echo(request: web.Request) -> web.Response:
    return web.Response(body=await read_sent_body(request))


async def send(port: int, said: bytes) -> bytes:
    """What comes back until the other side ends the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(said)
    try:
        async with asyncio.timeout(20):
            return await reader.read()
    finally:
        writer.close()


async def test_half_a_request_and_none_hold_no_place_and_a_slow_answer_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idle_connections, "IDLE_SECONDS", 0.2)
    pages = Health(Metrics()).application()
    pages.router.add_get("/slow", answer_slowly)
    async with serve_pages(pages, "127.0.0.1", 0) as port:
        whole = b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"
        ends = await asyncio.gather(send(port, b""), send(port, whole[:20]), send(port, whole))
    assert [b"at last" in each for each in ends] == [False, False, True]
    assert ends[0] == ends[1] == b""


async def test_a_body_that_does_not_come_is_not_waited_for_and_one_that_breaks_off_is_no_fault_of_ours(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(request_bodies, "BODY_SECONDS", 0.2)
    pages = web.Application()
    pages.router.add_post("/", echo)
    head = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 9\r\n\r\nto"
    async with serve_pages(pages, "127.0.0.1", 0) as port:
        assert (await send(port, head)).startswith(b"HTTP/1.1 408 ")
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head)
        await asyncio.sleep(0.1)
        writer.close()
        assert (await send(port, head.replace(b"9", b"2"))).startswith(b"HTTP/1.1 200 ")
    assert "Traceback" not in caplog.text
