"""Playing the demo: broker, worker, feeder and a reader of votes together, and who watches what comes out."""

import asyncio
import signal
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from rich.console import Console

from listener.board import open_board
from listener.composition import run_worker
from listener.demo.gifts import gift_reports
from listener.demo.journeys import measure_journeys
from listener.demo.reader import SimulatedReader
from listener.demo.screen import Screen
from listener.demo.script import Script, load_script
from listener.kafka import clients, topics, wire
from listener.kafka.embedded import EmbeddedBroker
from listener.kafka.feed import Pace, feed
from listener.kafka.lag import ConsumerLag, measure_lag
from listener.kafka.tail import tail
from listener.kafka.told_movements import send_movements
from listener.settings import Settings
from listener.worker.lifecycle import Ending
from models.decisions import Decision
from models.decoding import Decode, json_decoder
from models.errors import UnreadableError
from models.posts import DAY_MS, Millis
from models.signals import Signal

_Value = TypeVar("_Value")

_AHEAD_MS: Final = 2 * DAY_MS  # event time that is fed before what came of it is waited for
_BATCH_LINES: Final = 50  # that are sent at once: some hours of a quiet day
_MOMENT: Final = 0.05  # seconds in which the reader answers what the worker has just drawn
_COMMIT_SECONDS: Final = 0.2  # between two commits: the story waits for them
_BOARD_HOST: Final = "127.0.0.1"
_READ: Final = (
    "Our own tagger reads every post. Of the votes some twenty a day are read by a (simulated) person, too."
)
_UNREAD: Final = "Our own tagger reads every post. Nobody reads any of the votes, so little can be said for sure."
_QUIET_SECONDS: Final = 1.0  # without another record, once the worker has stopped: all are seen

_decode_decision = json_decoder(Decision)


def play_demo(
    console: Console, given: Settings, *, seed: int = 0, authors: int, labels: bool = True, stay: bool = False
) -> tuple[Signal, ...]:
    """Plays the demo to its end and returns the signals it gave. `stay` keeps the board up until Ctrl-C.

    Of the settings given it takes who may sign in on the board. Without `labels` nobody reads the votes drawn.
    """
    script = load_script(seed=seed, authors=authors)
    with Screen(script, console) as screen, tempfile.TemporaryDirectory(prefix="listener-demo-") as folder:
        screen.say(
            f"{script.words}\n{_READ if labels else _UNREAD}\n"
            f"{script.simulation.size:,} posts, likes and reposts, of which {script.days} days are played, "
            f"seed {seed}. All times are UTC.\n"
        )
        asyncio.run(_run_parts(given, script, screen, Path(folder), labels=labels, stay=stay))
        return tuple(screen.signals)


async def _run_parts(
    given: Settings, script: Script, screen: Screen, folder: Path, *, labels: bool, stay: bool
) -> None:
    """Starts every part, plays, and stops them. Raises KeyboardInterrupt where somebody stopped it, once all have."""
    ending = _ask_on_interrupt(Ending())
    async with AsyncExitStack() as parts:
        broker = await parts.enter_async_context(EmbeddedBroker())
        settings = Settings(
            bootstrap=broker.bootstrap,
            session_timeout=6.0,
            commit_interval=_COMMIT_SECONDS,
            web_port=0,
            data_dir=folder,
            board_token=given.board_token,
            board_tokens=given.board_tokens,
        )
        await topics.create_on_embedded(settings)
        url = await parts.enter_async_context(open_board(settings, [script.campaign], _BOARD_HOST, 0))
        screen.say(f"Watch it on the board: {url}\n")
        reader = SimulatedReader(settings, script)
        if labels:
            await parts.enter_async_context(_run_beside(reader.read()))
        await _play_script(settings, script, screen, ending, reader)
        screen.close()
        if stay:
            screen.say(f"\nThe board stays up at {url} until Ctrl-C.")
            async with _run_beside(_send_journeys(settings, script)):
                await _wait_for_interrupt()


async def _play_script(
    settings: Settings, script: Script, screen: Screen, ending: Ending, reader: SimulatedReader
) -> None:
    """Feeds the posts to a worker, and shows every decision and signal that comes of them."""
    async with (
        _show_topic(settings, topics.DECISIONS, _decode_decision, screen.show_decision),
        _show_topic(settings, topics.SIGNALS, wire.decode_any_signal, screen.show_signal),
        _show_topic(settings, topics.UPDATES, wire.decode_ledger_entry, screen.show_entry),
        _run_until_drained(settings, script, ending) as worker,
    ):
        feeding = asyncio.create_task(_feed_all(settings, script, reader))
        await asyncio.wait([feeding, worker], return_when=asyncio.FIRST_COMPLETED)
        feeding.cancel()  # where the worker has ended before it; a failure of its own comes with the block's end
        await asyncio.wait([feeding])
    if feeding.cancelled():
        raise KeyboardInterrupt
    feeding.result()


@asynccontextmanager
async def _run_beside(work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """Works, until it is done or the block ends."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _send_journeys(settings: Settings, script: Script) -> None:
    """To the board's page of moments and movements. In a thread: the board is looked at meanwhile."""
    await send_movements(settings, await asyncio.to_thread(measure_journeys, settings, script))


async def _wait_for_interrupt() -> None:
    """Returns when somebody presses Ctrl-C."""
    enough, loop = asyncio.Event(), asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, enough.set)
    await enough.wait()


def _ask_on_interrupt(ending: Ending) -> Ending:
    """From now on the first Ctrl-C asks for the end; the second kills, as Ctrl-C does."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        ending.ask()
        loop.remove_signal_handler(signal.SIGINT)

    loop.add_signal_handler(signal.SIGINT, stop)
    return ending


async def _feed_all(settings: Settings, script: Script, reader: SimulatedReader) -> None:
    """Feeds all posts, waits until the worker has read them, and tells of the gifts that came."""
    async with measure_lag(settings, labels=True) as behind:
        await feed(settings, script.lines(), pace=_pace_by_days(behind, reader), batch=_BATCH_LINES)
        await behind.wait_for_at_most(0)
    for report in gift_reports(script.campaign, script.start):
        await clients.send_record(settings, topics.OUTCOMES, report.campaign.encode(), wire.encode(report))


def _pace_by_days(behind: ConsumerLag, reader: SimulatedReader) -> Pace:
    """Two days of the story come once those before have been decided, and what was drawn of them has been read.

    Readers have hours for that; a story of five weeks in a minute would leave them none.
    """
    told = -1

    async def pace(_: int, reached: Millis) -> None:
        nonlocal told
        if reached // _AHEAD_MS == told:
            return
        told, before = reached // _AHEAD_MS, -1
        while before < reader.labels:
            before = reader.labels
            await behind.wait_for_at_most(0)
            await asyncio.sleep(_MOMENT)

    return pace


@asynccontextmanager
async def _run_until_drained(settings: Settings, script: Script, ending: Ending) -> AsyncIterator[asyncio.Task[None]]:
    """Runs a worker until the block ends, and enters the block when it is ready; then the worker drains and stops."""
    ready = asyncio.Event()
    worker = asyncio.create_task(
        run_worker(settings, [script.campaign], ending=ending, on_ready=lambda _: ready.set())
    )
    worker.add_done_callback(lambda _: ready.set())
    try:
        await ready.wait()
        yield worker
    finally:
        ending.ask()
        await worker


@asynccontextmanager
async def _show_topic(
    settings: Settings, topic: str, decode: Decode[_Value], show: Callable[[_Value], None]
) -> AsyncIterator[None]:
    """Shows what comes to a topic. At the end of the block, goes on until nothing more comes."""
    last = asyncio.get_running_loop().time()

    async def watch() -> None:
        nonlocal last
        async for record in tail(settings, topic, from_start=True):
            last = asyncio.get_running_loop().time()
            with suppress(UnreadableError):  # whoever reads the topics in earnest says so
                show(decode(record.value))

    watching = asyncio.create_task(watch())
    try:
        yield
        while asyncio.get_running_loop().time() - last < _QUIET_SECONDS:  # noqa: ASYNC110  # an end sends no word
            await asyncio.sleep(_QUIET_SECONDS / 4)
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
