"""`make bench`: every figure as a line of JSON on standard output."""

import json
import sys
from collections.abc import Iterator

from tests.benchmarks import (
    deciding,
    following,
    jetstream_frames,
    latency,
    memory,
    network_day,
    sampling,
    stream,
    tagging,
    whole_run,
    worker,
)


def lines() -> Iterator[str]:
    """All figures, part by part."""
    listening = (stream, jetstream_frames, network_day, sampling, following)
    for part in (*listening, deciding, whole_run, worker, latency, memory):
        yield from (figure.line() for figure in part.figures())
    yield from map(json.dumps, tagging.lines())


if __name__ == "__main__":
    for line in lines():
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
