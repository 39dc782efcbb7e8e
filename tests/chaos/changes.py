"""Changes: what operators do to a deployment that runs, and what its machines' clocks do. Faults like all others."""

from __future__ import annotations

import asyncio
import re
from typing import Final

from aiokafka.admin.new_partitions import NewPartitions

from listener.kafka import topics
from listener.kafka.clients import admin
from tests.chaos.deployment import WORKERS, Deployment, until
from tests.chaos.faults import (
    BY_PROXY,
    COMMON,
    RARE,
    Details,
    Fault,
    Scene,
    fill_disk,
    start_broker,
    stop_worker,
)

_DAY: Final = 86_400
_ASIDE: Final = 400 * _DAY  # seconds: years of a clock that was never set, or was set by hand
_MOST_PARTITIONS: Final = 12  # of `posts`: what is more proves nothing more
# Topics of which nothing decides: they may be made anew. Of the others what was lost is lost.
_MADE_ANEW: Final = (
    *(topics.REJECTED, topics.OUTCOMES, topics.COMMANDS, topics.ERASURES, topics.CURSORS, topics.LABELS),
    topics.MOVEMENT,
)
_DELETED: Final = ("Kafka topic deleted while we used it", "missing Kafka topics")  # the latter of one that starts


class UnnoticedError(Exception):
    """A deployment does not notice what was changed."""


async def jump_clock(scene: Scene) -> Details:
    """One worker's clock is years ahead or behind, for a while; sometimes it starts so."""
    name, seconds = scene.random.choice(WORKERS), scene.random.choice((_ASIDE, -_ASIDE, 3_600, -3_600))
    scene.deployment.clocks[name].set(seconds)
    if starts := scene.random.random() < 0.5:
        scene.deployment.take_worker(name).kill()
        scene.deployment.start_worker(name)
    await asyncio.sleep(lasts := scene.seconds((3.0, 9.0)))
    scene.deployment.clocks[name].set(0)
    return {"worker": name, "aside": seconds, "starts so": starts, "seconds": lasts}


async def change_campaign(scene: Scene) -> Details:
    """The campaign's file is another, which decides the same, and the workers are restarted one after the other."""
    file = scene.deployment.campaigns[0]
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"story: .*", f'story: "Number {scene.random.random()}"', text), encoding="utf-8")
    for name in scene.random.sample(WORKERS, len(WORKERS)):
        await asyncio.to_thread(stop_worker, scene.deployment.take_worker(name))
        scene.deployment.start_worker(name)
        await asyncio.sleep(scene.seconds((0.0, 3.0)))
    return {}


async def roll_brokers(scene: Scene) -> Details:
    """Each broker is restarted as for an upgrade: its partitions have another leader before it goes."""
    for each in scene.random.sample(scene.deployment.servers, len(scene.deployment.servers)):
        await asyncio.to_thread(each.stop)
        await asyncio.to_thread(start_broker, each)
    return {"brokers": len(scene.deployment.servers)}


async def delete_topic(scene: Scene) -> Details:
    """By mistake. Every worker says so, and ends; it is made anew, and they are started again."""
    name, deployment = scene.random.choice(_MADE_ANEW), scene.deployment
    async with admin(deployment.settings) as client:
        await client.delete_topics([deployment.settings.topic(name)])
    workers = {each: deployment.take_worker(each) for each in WORKERS}
    noticed = await until(lambda: all(not each.is_alive for each in workers.values()))
    for worker in workers.values():
        worker.end()
    silent = [one for one, each in workers.items() if not any(words in each.log for words in _DELETED)]
    await topics.create_topics(deployment.settings)
    for each in WORKERS:
        deployment.start_worker(each)
    if silent:
        raise UnnoticedError(f"{silent} said nothing of {name}: {workers[silent[0]].log[-2_000:]}")
    return {"topic": name, "noticed after": noticed}


async def raise_partitions(scene: Scene) -> Details:
    """Of `posts`, and of `tracked` first. Nothing is fed before the workers share them: fed at a hundred times the
    speed of life, a partition that is new for seconds would be hours behind."""
    settings = scene.deployment.settings
    described = {each.topic.name: each.partitions for each in await topics.describe_topics(settings)}
    count = min(described[topics.POSTS] + scene.random.randint(1, 3), _MOST_PARTITIONS)
    if count > described[topics.POSTS]:
        for name in (topics.TRACKED, topics.POSTS):
            async with admin(settings) as client:
                await client.create_partitions({settings.topic(name): NewPartitions(count)})
    taken = await until(lambda: scene.deployment.tagged_partitions() >= set(range(count)))
    if taken is None:
        raise UnnoticedError(f"of {count} partitions {scene.deployment.tagged_partitions()} are taken")
    return {"partitions": count, "taken after": taken}


_CHANGES: Final[tuple[Fault, ...]] = (change_campaign, delete_topic, raise_partitions, roll_brokers)
BEFORE_FEEDING: Final[tuple[Fault, ...]] = (raise_partitions,)


def possible(deployment: Deployment) -> list[Fault]:
    """The faults that this deployment can have, each as often as it is to come."""
    clocks, lines = (jump_clock,) * 2 if deployment.clocks else (), BY_PROXY if deployment.proxy.target else ()
    rare = [each for each in RARE if each is not fill_disk or deployment.disk is not None]
    return [*(*COMMON, *lines, *clocks) * 3, *_CHANGES * 2, *rare]
