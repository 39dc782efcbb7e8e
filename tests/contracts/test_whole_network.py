"""A seeded network, whose truth is known, is ingested with exactly the posts that it held, though its hosts break off
and we are stopped and go on. LISTENER_TEST_NETWORK_EVENTS=5000000 is the long form (some twenty minutes)."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import msgspec

from listener.kafka import topics
from listener.sources import People, SourceRecord, run_source
from listener.sources.bluesky import BLUESKY_SOURCE, JetstreamClient
from models.erasures import ErasureRequest
from models.posts import Kind
from tests.contracts.senders.base import IMPATIENT, serve_applications
from tests.contracts.senders.network import FakeNetwork, Happening, NetworkHost
from tests.making import AUTHOR_KEY

EVENTS = int(os.environ.get("LISTENER_TEST_NETWORK_EVENTS", "12000"))
STARTS = 6  # of us: each but the last is cut short
PEOPLE = People(AUTHOR_KEY)


class _Posted(msgspec.Struct):
    id: str
    kind: Kind = Kind.ORIGINAL


@dataclass
class Held:
    """What there is, as hashes of 64 bits: posts, activity, what was asked to be forgotten."""

    posts: set[int] = field(default_factory=set)
    activity: set[int] = field(default_factory=set)
    erased_posts: set[int] = field(default_factory=set)
    erased_authors: set[int] = field(default_factory=set)


@dataclass
class Kept:
    """Where the records of a source go, and its cursor after them."""

    last: str  # what the last event is about
    held: Held = field(default_factory=Held)
    cursor: str | None = None
    records: int = 0
    has_all: asyncio.Event = field(default_factory=asyncio.Event)

    async def write(self, records: Sequence[SourceRecord]) -> None:
        for each in records:
            self.records += 1
            if each.topic == topics.ERASURES:
                self._forget(msgspec.json.decode(each.value, type=ErasureRequest))
            elif each.topic == topics.POSTS and not each.headers:
                post = msgspec.json.decode(each.value, type=_Posted)
                (self.held.activity if post.kind.is_activity else self.held.posts).add(_short(post.id))
                if post.id == self.last:
                    self.has_all.set()
        await asyncio.sleep(0)

    def _forget(self, asked: ErasureRequest) -> None:
        if asked.post:
            self.held.erased_posts.add(_short(asked.post))
        if asked.author:
            self.held.erased_authors.add(_short(asked.author))

    async def save(self, cursor: str) -> None:
        self.cursor = cursor


async def test_a_network_is_ingested_with_exactly_the_posts_that_it_held() -> None:
    network, rng = _network(), random.Random(5)
    hosts = [NetworkHost(network, max(1_500, EVENTS // 40), random.Random(seed)) for seed in (1, 2)]
    kept = Kept(PEOPLE.post("bluesky", network.key(network.events)))
    async with serve_applications([each.application() for each in hosts]) as served:
        addresses = [f"ws://{host}/subscribe" for host in served]
        for start in range(1, STARTS + 1):
            running = asyncio.create_task(_read(addresses, kept))
            waiting = asyncio.create_task(_wait(kept, start, rng))
            await asyncio.wait([running, waiting], return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            running.cancel()  # as a kill does: what was not saved is read again
            with suppress(asyncio.CancelledError):
                await running
    truth = _truth(network)
    assert kept.held.posts == truth.posts
    assert kept.held.activity == truth.activity
    assert kept.held.erased_posts == truth.erased_posts
    assert kept.held.erased_authors == truth.erased_authors
    assert kept.records > len(truth.posts) + len(truth.activity), "some came twice"
    assert sum(each.connections for each in hosts) > STARTS, "hosts broke off"


async def _read(addresses: Sequence[str], kept: Kept) -> None:
    client = JetstreamClient(addresses, IMPATIENT)
    await run_source(BLUESKY_SOURCE, client, kept.write, kept.save, people=PEOPLE, after=kept.cursor)


async def _wait(kept: Kept, start: int, rng: random.Random) -> None:
    """Until we are to be stopped: somewhere on the way, and in the end with all of it."""
    until = EVENTS * (start + rng.random()) / STARTS
    while start == STARTS or kept.records < until:
        if kept.has_all.is_set():
            return
        await asyncio.sleep(0.01)


def _network() -> FakeNetwork:
    """One whose last event is a post, by which its end is known."""
    network = FakeNetwork(16, EVENTS)
    while network.happening(network.events) is not Happening.POST:
        network = FakeNetwork(16, network.events + 1)
    return network


def _truth(network: FakeNetwork) -> Held:
    held = Held()
    for number in range(1, network.events + 1):
        kind = network.happening(number)
        if kind is Happening.GONE:
            held.erased_authors.add(_short(PEOPLE.author("bluesky", network.author(number))))
            continue
        if kind is Happening.RENAMED:
            continue
        id = _short(PEOPLE.post("bluesky", network.key(number)))
        if kind in (Happening.LIKE, Happening.REPOST):
            held.activity.add(id)
        elif kind is not Happening.DELETE:
            held.posts.add(id)
        if kind in (Happening.DELETE, Happening.EDIT):
            held.erased_posts.add(id)
    return held


def _short(pseudonym: str) -> int:
    return int(pseudonym[-16:], 16)
