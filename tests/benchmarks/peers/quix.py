"""Quix Streams: a stateful function, its state in RocksDB with a changelog, a topic out. Run as the others are."""

from __future__ import annotations

import sys
import tempfile

from quixstreams import Application, State

from tests.benchmarks.peers.work import Tagged, Work, say_ready

NAME = "peer-quix"


def main(bootstrap: str, source: str, sink: str, folder: str) -> None:
    app = Application(
        broker_address=bootstrap,
        consumer_group=NAME,
        auto_offset_reset="earliest",
        state_dir=folder,
        loglevel="WARNING",
    )
    work = Work()

    def count(tagged: Tagged, state: State) -> bytes:
        known = state.get("count", 0) + 1
        state.set("count", known)
        return work.encode(tagged, known)

    posts = app.dataframe(app.topic(source, key_deserializer="bytes", value_deserializer="bytes"))
    tagged = posts.apply(work.tag)
    tagged = tagged[tagged.apply(lambda each: each is not None)]
    tagged.apply(count, stateful=True).to_topic(app.topic(sink, key_serializer="bytes", value_serializer="bytes"))
    say_ready()
    app.run()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as state:
        main(sys.argv[1], sys.argv[2], sys.argv[3], state)
