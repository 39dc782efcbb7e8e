"""`listener feed`: posts from files onto Kafka."""

import asyncio
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
    posts: Annotated[list[str], typer.Argument(metavar="POSTS.ndjson...", help="Files; .gz, .zst; - is stdin.")],
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

    As fast as the broker takes them, else at --rate or --speed; a worker's embedded broker is never run far ahead of.
    """
    from listener.files.lines import Lines
    from listener.settings import from_environment
    from models.errors import InputError

    if rate is not None and speed is not None:
        raise InputError("--rate and --speed: give one of them")
    log_errors_only()
    settings, lines = from_environment(), Lines(posts)
    fed = asyncio.run(_feed_lines(settings, lines, _chosen_pace(rate, speed), end, time_or_now(now)))
    lines.refuse_if_none_taken(fed.unread)
    errors().print(f"{fed.lines:,} lines fed" + (f", {fed.unread:,} of them no posts" if fed.unread else ""))


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
