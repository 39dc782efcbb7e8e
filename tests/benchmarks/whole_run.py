"""How many posts a second pass through `listener run`, from a file to the board, and what its log takes on disk."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from listener.files.lines import Lines
from listener.files.replay import replay_lines
from listener.local.gathering import find_source
from listener.local.local_run import LocalRun
from listener.settings import Settings
from listener.worker.gc_tuning import tune_gc
from models.author_keys import PUBLIC_AUTHOR_KEY
from pipelines.flow import Flow
from pipelines.tags import Tagger
from tests.benchmarks import material
from tests.benchmarks.report import Figure, per_second


def figures() -> Iterator[Figure]:
    """A whole run beside the flow in memory, over the same file of posts that one campaign wants; its log."""
    records = material.records()
    with TemporaryDirectory() as name:
        posts = Path(name) / "posts.ndjson"
        posts.write_bytes(b"".join((each.value or b"") + b"\n" for each in records))
        ran, flowed = per_second(len(records), lambda: run_once(posts), lambda: replay_once(posts))
        yield Figure(
            "listener run, from a file to its log; baseline: flow in memory of that file", ran, "posts/s", flowed
        )
        size = (posts.parent / "log").stat().st_size / len(records)
        yield Figure(
            "log of listener run, a post; baseline: the post", size, "bytes", posts.stat().st_size / len(records)
        )


def run_once(posts: Path) -> None:
    """Everything that `listener run` does, in a new log."""
    for old in posts.parent.glob("log*"):
        old.unlink()
    campaigns = [material.theirs()]
    local = LocalRun(
        settings=Settings(data_dir=posts.parent),
        campaigns=campaigns,
        sources=[find_source(f"ndjson={posts}")],
        make_tagger=Tagger,
        author_key=PUBLIC_AUTHOR_KEY,
        log=posts.parent / "log",
        host="127.0.0.1",
        port=0,
        exits=True,
    )
    with tune_gc():
        asyncio.run(local.run(lambda url, parts: None))


def replay_once(posts: Path) -> None:
    """The flow in memory over the same file, every decision composed."""
    campaigns = [material.theirs()]
    flow = Flow(campaigns, Tagger(campaigns))
    with tune_gc():
        sum(len(told.decisions) for told in replay_lines(flow, Lines([str(posts)])))
