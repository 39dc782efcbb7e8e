"""`listener run`: the whole product in one process, over a log on disk."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.changes import tell_change
from listener.cli.support.console import errors, log_errors_only, output

if TYPE_CHECKING:
    from listener.importing.keys import KeptKey
    from listener.local.local_run import LocalRun
    from listener.local.running_parts import RunningParts
    from models.campaigns import Campaign

_MINUTE = 60.0  # seconds between two lines of counts


def run(
    files: Annotated[list[str], typer.Argument(metavar="CAMPAIGN.yaml...", help="Campaign files.")],
    source: Annotated[list[str], typer.Option(metavar="NAME[=ADDRESS]", help="Where posts come from; many times.")],
    log: Annotated[str | None, typer.Option(metavar="FILE", help="The log. [default: in .listener/]")] = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where the board listens; beyond this machine: 0.0.0.0")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="Its port; 0: a free one.")] = 8000,
    exit: Annotated[bool, typer.Option("--exit", help="End once all sources have, and all is decided.")] = False,
) -> None:
    """Run everything in one process, without Kafka: sources, tagging, decisions, alerts and the live board.

    All is kept in one file, the log: stop it with Ctrl-C or in any other way, and the next run goes on from there.
    A source is `bluesky`, `rss=URL`, `mastodon=URL`, `hackernews`, `ndjson=FILE`, `stdin`: posts as lines of JSON, or
    `http=HOST:PORT`: posts and outcomes that programs send with LISTENER_INGEST_TOKEN.
    """
    from listener.campaign_file.loading import load_files
    from listener.importing.keys import keep_author_key
    from listener.local.gathering import find_api, find_source, is_api
    from listener.local.local_run import LocalRun
    from listener.settings import from_environment
    from listener.wording.terminal import signal_entry
    from listener.worker.gc_tuning import tune_gc
    from listener.worker.tagger_pool import keep_tagger

    campaigns, settings = load_files(files), from_environment()
    api = find_api(source)
    sources = [find_source(each) for each in dict.fromkeys(source) if not is_api(each)]
    kept = keep_author_key(settings)
    path = Path(log) if log else default_log(settings.data_dir, campaigns)
    log_errors_only()
    console = output()
    with keep_tagger(settings) as make_tagger, tune_gc():
        local = LocalRun(
            settings=settings,
            campaigns=campaigns,
            sources=sources,
            make_tagger=make_tagger,
            files=files,
            on_change=tell_change,
            author_key=kept.key,
            log=path,
            host=host,
            port=port,
            api=api,
            exits=exit,
            on_signal=lambda signal: console.print(signal_entry(signal)),
        )
        asyncio.run(_run(local, kept))


def default_log(folder: Path, campaigns: "tuple[Campaign, ...]") -> Path:
    """The log of these campaigns where none is named: that of the first."""
    return folder / f"{campaigns[0].name}.log"


async def _run(local: "LocalRun", kept: "KeptKey") -> None:
    """Runs it, and tells each minute what came of it."""
    telling = set[asyncio.Task[None]]()

    def tell(url: str, parts: "RunningParts") -> None:
        if kept.path and kept.is_new:
            errors().print(f"A key for pseudonyms was made: {kept.path}. Keep it secret.", soft_wrap=True)
        errors().print(f"The board is at {url}. The log is {local.log}. Ctrl-C stops; the next run goes on.")
        if parts.api_port:
            errors().print(f"Programs send posts and outcomes to port {parts.api_port}, with LISTENER_INGEST_TOKEN.")
        telling.add(asyncio.create_task(_tell_counts(parts)))

    try:
        await local.run(tell)
    finally:
        for each in telling:
            each.cancel()


async def _tell_counts(parts: "RunningParts") -> None:
    """A line each minute, and a last one."""
    try:
        while True:
            await asyncio.sleep(_MINUTE)
            errors().print(_counts(parts))
    finally:
        errors().print(_counts(parts))


def _counts(parts: "RunningParts") -> str:
    """What came of the posts of this run."""
    from collections import Counter
    from datetime import UTC, datetime

    from listener.wording.figures import timestamp
    from models.posts import instant

    counts, reached = parts.deciding.counts, parts.deciding.reached
    seen = counts.posts.total() + parts.left_out
    reasons = sum((Counter(each.rejected) for each in parts.source_counts()), Counter[str]())
    most = "".join(f", most of them {reason}" for reason, _ in reasons.most_common(1))
    rejected = counts.rejected + reasons.total()
    posts = f"{seen:,} posts, {counts.posts['tagged']:,} of the story"
    more = f"{rejected:,} rejected{most}, {counts.decisions:,} windows, {counts.signals:,} signals"
    time = f"; event time {timestamp(instant(reached))} UTC" if reached >= 0 else ""
    return f"{datetime.now(UTC):%H:%M} UTC  {posts}, {more}{time}"
