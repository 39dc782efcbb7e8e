"""`listener feed`: posts from files onto Kafka."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors, log_errors_only, progress
from listener.cli.support.times import Now, time_or_now

if TYPE_CHECKING:
    from listener.files.lines import Lines
    from listener.kafka.feed import FeedProgress, Pace
    from listener.settings import Settings
    from models.posts import Millis


def feed(
    posts: Annotated[
        list[str] | None, typer.Argument(metavar="POSTS.ndjson...", help="Files; .gz, .zst; - is stdin.")
    ] = None,
    from_log: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Move a log of `listener run`."),
    ] = None,
    rate: Annotated[float | None, typer.Option(metavar="N", help="So many posts a second.")] = None,
    speed: Annotated[
        float | None, typer.Option(metavar="X", help="X times as fast as the posts were written.")
    ] = None,
    end: Annotated[
        bool, typer.Option("--end/--more-follows", help="Say that nothing follows, or that more will.")
    ] = True,
    now: Now = None,
) -> None:
    """Feed posts from files to the Kafka of LISTENER_BOOTSTRAP, keyed by author, nothing lost, nothing doubled.

    A log of `listener run` keeps when its posts were received: workers with its author key tell what the run told.
    As fast as the broker takes them, else at --rate or --speed; a worker's embedded broker is never run far ahead of.
    """
    from listener.files.lines import Lines
    from listener.settings import from_environment
    from models.errors import InputError

    if rate is not None and speed is not None:
        raise InputError("--rate and --speed: give one of them")
    if bool(posts) == bool(from_log):
        raise InputError("name files of posts, or a log with --from-log: one of the two")
    log_errors_only()
    if from_log:
        moved = asyncio.run(_move_log(from_environment(), Path(from_log), _chosen_pace(rate, None)))
        errors().print(f"{moved:,} records moved")
        return
    settings, lines = from_environment(), Lines(posts or [])
    fed = asyncio.run(_feed_lines(settings, lines, _chosen_pace(rate, speed), end, time_or_now(now)))
    lines.refuse_if_none_taken(fed.unread)
    errors().print(f"{fed.lines:,} lines fed" + (f", {fed.unread:,} of them no posts" if fed.unread else ""))


async def _move_log(settings: "Settings", path: Path, pace: "Pace | None") -> int:
    """Moves what a log holds of people and sources; how many records."""
    from contextlib import AsyncExitStack, closing

    from listener.kafka.clients import is_embedded
    from listener.kafka.lag import measure_lag, pace_by_lag
    from listener.kafka.topics import check_topics
    from listener.local.deciding import AUTHOR_KEY, check_log_key
    from listener.local.log_replay import find_lost_beginning
    from listener.local.moving import MOVED, move_records
    from listener.log.base import POSITIONS
    from listener.log.log_file import LogFile
    from listener.log.topics_log import open_topics_log
    from listener.settings import author_key

    async with AsyncExitStack() as parts:
        file = parts.enter_context(closing(LogFile(path, make=False)))
        embedded = await is_embedded(settings)
        check_log_key(file.latest(POSITIONS).get(AUTHOR_KEY), author_key(settings, may_be_public=embedded))
        if words := find_lost_beginning(path):
            errors().print(f"{words}, so workers cannot know of it", style="bold yellow", soft_wrap=True)
        if embedded:
            pace = pace or pace_by_lag(await parts.enter_async_context(measure_lag(settings)))
        else:
            await check_topics(settings)
        topics_log = await parts.enter_async_context(open_topics_log(settings))
        move_to = parts.enter_context(progress("moving", None))
        return await move_records(file.read(MOVED), topics_log, pace=pace, on_batch=move_to)


def _chosen_pace(rate: float | None, speed: float | None) -> "Pace | None":
    from listener.kafka.feed import at_rate, at_speed

    if rate is not None:
        return at_rate(rate)
    return at_speed(speed) if speed is not None else None


async def _feed_lines(
    settings: "Settings", lines: "Lines", pace: "Pace | None", end: bool, received: "Millis"
) -> "FeedProgress":
    """Feeds all lines: to an embedded broker, which keeps all it is given in memory, at the worker's own pace."""
    from contextlib import AsyncExitStack

    from listener.kafka import feed as feeding
    from listener.kafka.clients import is_embedded
    from listener.kafka.lag import measure_lag, pace_by_lag
    from listener.kafka.topics import check_topics
    from listener.settings import author_key

    async with AsyncExitStack() as parts:
        if await is_embedded(settings):
            pace = pace or pace_by_lag(await parts.enter_async_context(measure_lag(settings)))
        else:
            await check_topics(settings)
            author_key(settings, may_be_public=False)  # whoever writes to a real broker has one
        move_to = parts.enter_context(progress("feeding", lines.total))
        return await feeding.feed(
            settings, lines, pace=pace, end=end, received=received, on_progress=lambda _: move_to(lines.position)
        )
