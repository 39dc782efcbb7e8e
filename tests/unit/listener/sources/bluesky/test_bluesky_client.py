"""The client goes on where it was, on any host and either wire, and tells a gap where that cannot be."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import zstandard

from listener.sources import Cursor, Frame, Heartbeat, Incoming, Reconnect
from listener.sources.bluesky import JetstreamClient
from listener.sources.bluesky.places import StreamPlace, check_address, parse_place, subscription
from models.errors import InputError
from models.gaps import Gap, GapReason
from models.posts import instant
from tests.contracts.senders.base import IMPATIENT, Fault
from tests.contracts.senders.jetstream import (
    ANN,
    START,
    JetstreamServer,
    commit,
    first_wire,
    notice,
    post_record,
    second_wire,
    serve_all,
)

SECOND = 1_000_000
EVENTS = [commit(number, ANN, "post", post_record(f"number {number}")) for number in range(1, 121)]
FIRST, EVENTS_WIRE = [first_wire(each) for each in EVENTS], [second_wire(each) for each in EVENTS]


async def read(client: JetstreamClient, last: bytes, after: Cursor | None = None) -> list[Incoming]:
    """What comes up to that frame."""
    found, frames = list[Incoming](), client.frames(after)
    assert isinstance(frames, AsyncIterator)
    async with asyncio.timeout(5):
        async for each in frames:
            found.append(each)
            if isinstance(each, Frame) and each.value == last:
                break
    await frames.aclose()  # type: ignore[attr-defined]
    return found


async def _collect(client: JetstreamClient, found: list[Incoming]) -> None:
    async for each in client.frames():
        found.append(each)  # noqa: PERF401  # it is cut short


def gaps(found: list[Incoming]) -> list[tuple[float, float]]:
    """In seconds after START."""
    told = [each for each in found if isinstance(each, Gap)]
    assert all(each.why is GapReason.CURSOR_TOO_OLD for each in told)
    return [((each.start - _start()).total_seconds(), (each.end - _start()).total_seconds()) for each in told]


def _start() -> Any:
    return instant(START // 1_000)


def at(host: str, number: int, *, is_second: bool = False) -> Cursor:
    return str(StreamPlace(host, number if is_second else 0, START + number * SECOND))


async def test_the_first_wire_goes_on_a_few_seconds_back_and_without_a_gap() -> None:
    server = JetstreamServer(FIRST)
    async with serve_all([server]) as (host,):
        found = await read(JetstreamClient([host], IMPATIENT), FIRST[-1], at(host, 60))
    assert server.queries[0]["cursor"] == str(START + 55 * SECOND)
    assert [each.value for each in found if isinstance(each, Frame)] == FIRST[54:]
    assert gaps(found) == []


async def test_the_first_wire_clamps_an_old_cursor_in_silence_and_that_is_a_gap() -> None:
    async with serve_all([JetstreamServer(FIRST, floor=100)]) as (host,):
        found = await read(JetstreamClient([host], IMPATIENT), FIRST[-1], at(host, 60))
    assert gaps(found) == [(60.0, 101.0)]
    assert isinstance(found[0], Gap)


async def test_a_host_whose_clock_is_behind_begins_with_now_and_that_is_a_gap() -> None:
    async with serve_all([JetstreamServer(FIRST, begins_with_now=True)]) as (host,):
        found = await read(JetstreamClient([host], IMPATIENT), FIRST[-1], at("elsewhere", 9_000))
    assert gaps(found) == [(1.0 - 3_600.0, 1.0)]  # how long we were away nobody can say


async def test_the_second_wire_goes_on_with_the_number_on_its_host_and_with_the_time_elsewhere() -> None:
    server = JetstreamServer(EVENTS_WIRE, is_second=True)
    async with serve_all([server]) as (host,):
        same = await read(JetstreamClient([host], IMPATIENT), EVENTS_WIRE[-1], at(host, 60, is_second=True))
        other = await read(JetstreamClient([host], IMPATIENT), EVENTS_WIRE[-1], at("wss://b", 7, is_second=True))
    assert [each["cursor"] for each in server.queries] == ["60", str(START + 2 * SECOND)]
    assert [each.value for each in same if isinstance(each, Frame)] == EVENTS_WIRE[59:]
    assert gaps(same) == gaps(other) == []


async def test_a_number_that_is_too_old_is_asked_for_by_its_time_and_what_was_clamped_is_a_gap() -> None:
    server = JetstreamServer(EVENTS_WIRE, is_second=True, floor=100)
    async with serve_all([server]) as (host,):
        found = await read(JetstreamClient([host], IMPATIENT), EVENTS_WIRE[-1], at(host, 60, is_second=True))
    assert server.queries[-1]["cursor"] == str(START + 55 * SECOND)
    assert gaps(found) == [(60.0, 101.0)]
    assert Reconnect.REFUSED in found


async def test_a_number_of_another_archive_is_asked_for_by_its_time() -> None:
    server = JetstreamServer(EVENTS_WIRE, is_second=True, before={59: notice("FutureCursor")})
    async with serve_all([server]) as (host,):
        found = await read(JetstreamClient([host], IMPATIENT), EVENTS_WIRE[-1], at(host, 60, is_second=True))
    assert [each["cursor"] for each in server.queries] == ["60", str(START + 55 * SECOND)]
    assert gaps(found) == []


async def test_who_is_told_to_read_faster_connects_anew_and_loses_nothing() -> None:
    too_slow = b'{"$type":"error","error":"ConsumerTooSlow","message":"reconnect"}'
    server = JetstreamServer(EVENTS_WIRE, is_second=True, before={80: too_slow})
    async with serve_all([server]) as (host,):
        found = await read(JetstreamClient([host], IMPATIENT), EVENTS_WIRE[-1])
    assert Reconnect.TOO_SLOW in found
    assert {each.value for each in found if isinstance(each, Frame)} == set(EVENTS_WIRE)
    assert gaps(found) == []


async def test_frames_come_packed_where_the_host_has_a_dictionary() -> None:
    dictionary = zstandard.train_dictionary(4_096, [bytes(each) for each in EVENTS_WIRE * 20]).as_bytes()
    server = JetstreamServer(EVENTS_WIRE, is_second=True, dictionary=dictionary)
    async with serve_all([server]) as (host,):
        found = await read(JetstreamClient([host], IMPATIENT), EVENTS_WIRE[-1])
    assert int(server.queries[0]["zstdDictionary"]) == zstandard.ZstdCompressionDict(dictionary).dict_id()
    assert [each.value for each in found if isinstance(each, Frame)] == EVENTS_WIRE


async def test_a_quiet_source_that_answers_is_no_gap_and_no_new_connection() -> None:
    server, found = JetstreamServer(FIRST), list[Incoming]()
    async with serve_all([server]) as (host,):
        reading = asyncio.create_task(_collect(JetstreamClient([host], IMPATIENT), found))
        async with asyncio.timeout(30):
            while sum(isinstance(each, Heartbeat) for each in found) < 3:  # noqa: ASYNC110 - they come by themselves
                await asyncio.sleep(0.01)
        reading.cancel()
    assert [each.value for each in found if isinstance(each, Frame)] == FIRST
    assert {type(each) for each in found} == {Frame, Heartbeat}


async def test_another_host_goes_on_where_the_first_is_gone() -> None:
    gone = JetstreamServer(FIRST, [Fault.CUT, *[Fault.GONE] * 50])
    sound = JetstreamServer(FIRST)
    async with serve_all([gone, sound]) as hosts:
        found = await read(JetstreamClient(hosts, IMPATIENT), FIRST[-1])
    assert {each.value for each in found if isinstance(each, Frame)} == set(FIRST)
    assert int(sound.queries[0]["cursor"]) <= START + 60 * SECOND
    assert gaps(found) == []


async def test_what_is_no_jetstream_is_told() -> None:
    async with serve_all([JetstreamServer(FIRST)]) as (host,):
        with pytest.raises(InputError, match="answers 404: is it a Jetstream"):
            await read(JetstreamClient([host.replace("subscribe", "nothing")], IMPATIENT), b"")


def test_an_address_is_a_host_or_a_whole_one_and_keeps_what_it_asks_for() -> None:
    assert check_address("jet.example") == "wss://jet.example/subscribe"
    with pytest.raises(InputError, match="expected a host"):
        check_address("https://jet.example")
    url = subscription("wss://jet.example/subscribe?wantedCollections=app.bsky.feed.post&wantedDids=did:plc:x", None)
    assert url.query.getall("wantedCollections") == ["app.bsky.feed.post"]
    assert url.query["wantedDids"] == "did:plc:x"


@pytest.mark.parametrize("cursor", ["", "x", "1", "1 x y", "-1 0 y", "9" * 30 + " 0 y", "² 0 y"])
def test_what_is_no_cursor_is_told(cursor: str) -> None:
    with pytest.raises(InputError, match="is no place in a stream"):
        parse_place(cursor)
