"""Plain Faust: an agent, a table with a changelog, a topic out. Run as `... BOOTSTRAP SOURCE SINK PARTITIONS`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

import faust
from faust.types import StreamT

from tests.benchmarks.peers.work import Work, say_ready

NAME = "peer-faust"


def app(bootstrap: str, source: str, sink: str, partitions: int, folder: Path) -> faust.App:
    made = faust.App(
        NAME,
        broker=f"kafka://{bootstrap}",
        datadir=folder,
        store="memory://",
        topic_partitions=partitions,
        topic_allow_declare=False,
        topic_disable_leader=True,
        key_serializer="raw",
        value_serializer="raw",
        producer_linger=0.02,
        stream_buffer_maxsize=16_384,
        web_enabled=False,
    )
    work, out = Work(), made.topic(sink, value_serializer="raw", key_serializer="raw")
    counts = made.Table("counts", default=int, key_type=str, value_type=int, partitions=partitions)

    @made.agent(made.topic(source, key_type=bytes, value_type=bytes))
    async def count(stream: StreamT[bytes]) -> None:
        async for value in stream:
            if (tagged := work.tag(value)) is not None:
                counts[tagged.author] += 1
                await out.send(key=tagged.author.encode(), value=work.encode(tagged, counts[tagged.author]))

    return made


async def main(bootstrap: str, source: str, sink: str, partitions: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        running = app(bootstrap, source, sink, partitions, Path(folder))
        running.finalize()
        say_ready()
        await running.start()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
