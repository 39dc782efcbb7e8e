"""Faults: what is done to a deployment while posts are fed to it. Each is over when it returns."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

from listener.kafka import topics
from models.errors import InputError
from tests.chaos.deployment import BEHIND_PROXY, DISK_BYTES, WORKERS, Deployment
from tests.integration.kafka import KafkaServer, KafkaUnavailable
from tests.integration.working import Worker
from tests.making import LATENESS, shuffle_lines
from tests.records import NAMED

_LONG: Final = (8.0, 14.0)  # seconds, longer than a session of 6
_SHORT: Final = (0.5, 4.0)
_STARTS: Final = 3  # of a broker that ends as it starts: a disk may still be full
_OURS: Final = b"relief|locals"
_POISONED: Final = b"poison"  # the key of those that an oracle passes over
_POISON: Final = [NAMED[name] for name in NAMED if "gap" not in name and "mark" not in name]
_OTHER_CAMPAIGN: Final = """\
campaign: other
story: "Another one"
outcome: {name: gifts, target: 10, unit: gifts}
match: {any: ["#other"]}
audiences: [{name: all, chapters: [{name: first, stage: interest, call_to_action: "Read", ready_when: {share: 0.3}}]}]
"""

Details: TypeAlias = dict[str, object]
Fault: TypeAlias = Callable[["Scene"], Awaitable[Details]]


@dataclass
class Scene:
    """A deployment, chance, and the posts of the moment."""

    deployment: Deployment
    random: Random
    posts: list[bytes] = field(default_factory=list)

    def seconds(self, between: tuple[float, float]) -> float:
        return round(self.random.uniform(*between), 1)


async def kill_one(scene: Scene) -> Details:
    return await _kill(scene, 1)


async def kill_two(scene: Scene) -> Details:
    return await _kill(scene, 2)


async def kill_all(scene: Scene) -> Details:
    return await _kill(scene, len(WORKERS))


async def _kill(scene: Scene, count: int) -> Details:
    """At a chance moment; each comes back at once."""
    names = scene.random.sample(WORKERS, count)
    await asyncio.sleep(seconds := scene.seconds((0.0, 1.5)))
    for name in names:
        scene.deployment.take_worker(name).kill()
    for name in names:
        scene.deployment.start_worker(name)
    return {"workers": names, "after": seconds}


async def terminate(scene: Scene) -> Details:
    """As a deployment of a new release does."""
    name = scene.random.choice(WORKERS)
    await asyncio.sleep(scene.seconds((0.0, 1.0)))
    await asyncio.to_thread(stop_worker, scene.deployment.take_worker(name))
    scene.deployment.start_worker(name)
    return {"worker": name}


async def pause(scene: Scene) -> Details:
    return await _pause(scene, _SHORT)


async def pause_beyond_the_session(scene: Scene) -> Details:
    return await _pause(scene, _LONG)


async def _pause(scene: Scene, between: tuple[float, float]) -> Details:
    name, seconds = scene.random.choice(WORKERS), scene.seconds(between)
    await asyncio.sleep(scene.seconds((0.0, 1.0)))
    scene.deployment.workers[name].pause()
    await asyncio.sleep(seconds)
    scene.deployment.workers[name].resume()
    return {"worker": name, "seconds": seconds}


async def come_and_go(scene: Scene) -> Details:
    """A fourth worker joins, and leaves or dies."""
    scene.deployment.start_worker("guest")
    await asyncio.sleep(seconds := scene.seconds((3.0, 12.0)))
    guest, dies = scene.deployment.take_worker("guest"), scene.random.random() < 0.5
    guest.kill() if dies else await asyncio.to_thread(stop_worker, guest)
    return {"seconds": seconds, "dies": dies}


def stop_worker(worker: Worker) -> None:
    """One that has not begun to listen to signals ends by them, which is no failure of its."""
    if "ready" in worker.log:
        worker.stop()
    else:
        worker.end()


async def cut_line(scene: Scene) -> Details:
    """Once, or again and again."""
    times = scene.random.randint(1, 5)
    for _ in range(times):
        scene.deployment.proxy.cut()
        await asyncio.sleep(0.5)
    return {"worker": BEHIND_PROXY, "times": times}


async def refuse_line(scene: Scene) -> Details:
    scene.deployment.proxy.cut(refuse=True)
    await asyncio.sleep(seconds := scene.seconds((1.0, 14.0)))
    scene.deployment.proxy.release()
    return {"worker": BEHIND_PROXY, "seconds": seconds}


async def slow_line(scene: Scene) -> Details:
    scene.deployment.proxy.delay_seconds = delay = round(scene.random.uniform(0.05, 0.8), 2)
    await asyncio.sleep(seconds := scene.seconds((4.0, 10.0)))
    scene.deployment.proxy.delay_seconds = 0.0
    return {"worker": BEHIND_PROXY, "delay": delay, "seconds": seconds}


async def black_hole(scene: Scene) -> Details:
    scene.deployment.proxy.stop()
    await asyncio.sleep(seconds := scene.seconds((2.0, 14.0)))
    scene.deployment.proxy.release()
    return {"worker": BEHIND_PROXY, "seconds": seconds}


async def hold_request(scene: Scene) -> Details:
    """What the worker sends stops at a request of a transaction, and goes on when others have taken over."""
    kind = scene.random.choice((0, 24, 25, 26, 28))
    with suppress(TimeoutError):
        await asyncio.wait_for(scene.deployment.proxy.hold(kind), 8)
    await asyncio.sleep(seconds := scene.seconds(_LONG))
    scene.deployment.proxy.release()
    return {"worker": BEHIND_PROXY, "request": kind, "seconds": seconds}


async def kill_broker(scene: Scene) -> Details:
    return await _leave(scene, 2.0)


async def kill_broker_for_long(scene: Scene) -> Details:
    return await _leave(scene, 25.0)


async def kill_broker_for_minutes(scene: Scene) -> Details:
    return await _leave(scene, 120.0)


async def _leave(scene: Scene, seconds: float) -> Details:
    server = scene.random.choice(scene.deployment.servers)
    await asyncio.sleep(scene.seconds((0.0, 1.0)))
    await asyncio.to_thread(server.kill)
    await asyncio.sleep(seconds)
    await asyncio.to_thread(start_broker, server)
    return {"seconds": seconds}


def start_broker(server: KafkaServer) -> None:
    """Starts a broker, and again where it ends before it serves."""
    for left in reversed(range(_STARTS)):
        server.launch()
        try:
            server.wait()
        except KafkaUnavailable:
            if server.is_alive or not left:
                raise
        else:
            break


async def freeze_broker(scene: Scene) -> Details:
    server = scene.random.choice(scene.deployment.servers)
    server.freeze()
    await asyncio.sleep(seconds := scene.seconds((1.0, 20.0)))
    server.thaw()
    return {"seconds": seconds}


async def fill_disk(scene: Scene) -> Details:
    """The broker's disk is full until somebody makes room, and starts it again if it has given up."""
    deployment = scene.deployment
    assert deployment.disk is not None
    ballast = deployment.disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        for _ in range(DISK_BYTES // 65_536):
            file.write(b"\0" * 65_536)
    await asyncio.sleep(seconds := scene.seconds((4.0, 12.0)))
    ballast.unlink()
    ended = [each for each in deployment.servers if not each.is_alive]
    await asyncio.gather(*(asyncio.to_thread(start_broker, each) for each in ended))  # one alone has no quorum
    return {"seconds": seconds, "brokers that ended": len(ended)}


async def repeat_and_reorder(scene: Scene) -> Details:
    """The posts come twice, and in another order. The driver feeds them so: see `fed_with`."""
    return {"posts": 2 * len(scene.posts)}


def fed_with(fault: Fault, posts: list[bytes]) -> list[bytes]:
    """What is fed while the fault lasts."""
    return shuffle_lines([*posts, *posts], within=LATENESS - 1) if fault is repeat_and_reorder else posts


async def poison(scene: Scene) -> Details:
    """Records that nobody can read, on every topic that others may write to; on ours, under keys of nobody."""
    others = (topics.POSTS, topics.COMMANDS, topics.LABELS, topics.ERASURES, topics.OUTCOMES, topics.SIGNALS)
    records = [
        (topic, _OURS if topic != topics.SIGNALS else b"poison", value) for topic in others for value in _POISON
    ]
    records += [(topics.TAGGED, _POISONED, value) for value in _POISON]
    with suppress(InputError):
        await scene.deployment.write(records)
    return {"records": len(records)}


async def restart_with_another_campaign(scene: Scene) -> Details:
    """One worker has a campaign more than the others, for a while."""
    name, file = scene.random.choice(WORKERS), Path(scene.deployment.settings.data_dir) / "other.yaml"
    file.write_text(_OTHER_CAMPAIGN, encoding="utf-8")
    await asyncio.to_thread(stop_worker, scene.deployment.take_worker(name))
    scene.deployment.start_worker(name, [file])
    await asyncio.sleep(seconds := scene.seconds(_LONG))
    await asyncio.to_thread(stop_worker, scene.deployment.take_worker(name))
    scene.deployment.start_worker(name)
    return {"worker": name, "seconds": seconds}


COMMON: Final[tuple[Fault, ...]] = (
    *(kill_one, kill_one, kill_two, kill_all, terminate, pause, pause_beyond_the_session, come_and_go),
    *(repeat_and_reorder, poison, restart_with_another_campaign, kill_broker, freeze_broker),
)
BY_PROXY: Final[tuple[Fault, ...]] = (cut_line, refuse_line, slow_line, black_hole, hold_request)
RARE: Final[tuple[Fault, ...]] = (kill_broker_for_long, fill_disk, kill_broker_for_minutes)
