"""Bytewax: a stateful map of one worker, state in memory, no recovery, a topic out. Run as the others are."""

from __future__ import annotations

import sys

import bytewax.operators as op
from bytewax.connectors.kafka import KafkaSinkMessage
from bytewax.connectors.kafka import operators as kafka
from bytewax.dataflow import Dataflow
from bytewax.run import cli_main

from tests.benchmarks.peers.work import Tagged, Work, say_ready


def flow(bootstrap: str, source: str, sink: str) -> Dataflow:
    work, made = Work(), Dataflow("peer")

    def count(known: int | None, tagged: Tagged) -> tuple[int, bytes]:
        number = (known or 0) + 1
        return number, work.encode(tagged, number)

    posts = kafka.input("posts", made, brokers=[bootstrap], topics=[source])
    tagged = op.filter_map("tag", posts.oks, lambda message: work.tag(message.value))
    counted = op.stateful_map("count", op.key_on("author", tagged, lambda each: each.author), count)
    records = op.map("record", counted, lambda pair: KafkaSinkMessage(pair[0].encode(), pair[1]))
    kafka.output("out", records, brokers=[bootstrap], topic=sink)
    return made


if __name__ == "__main__":
    made = flow(sys.argv[1], sys.argv[2], sys.argv[3])
    say_ready()
    cli_main(made)
