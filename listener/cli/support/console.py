"""Console: where tables, errors and progress go. Results go to standard output, all else to standard error.

Nothing that is printed is markup: a story with `[/]` in it or an id with `:x:` is shown as it is. Our own colours are
styles (`print(words, style="bold red")`, `Text.assemble`). What would steer a terminal is shown as escapes.
"""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from rich.console import Console, ConsoleOptions, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.segment import Segment
from rich.text import Text

from listener.wording.visible import visible_lines

Item = TypeVar("Item")

_ITEMS_A_MOVE = 1000  # a bar that moves with each item costs more than the items
_PIPE_COLUMNS = 140  # where standard output is no terminal that could tell its own


class PlainConsole(Console):
    """A console to which every text is just text."""

    def render_str(self, text: str, **options: Any) -> Text:
        """The text as it is, what would steer a terminal visible, whatever is asked for."""
        wanted = {"style": options.get("style", ""), "justify": options.get("justify")}
        return Text(visible_lines(text), **wanted, overflow=options.get("overflow"))

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """As any console; texts that were made elsewhere are made visible too."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=visible_lines(segment.text))


def output() -> Console:
    """Standard output."""
    return _console(is_error=False)


def errors() -> Console:
    """Standard error."""
    return _console(is_error=True)


def _console(*, is_error: bool) -> Console:
    from listener.settings import variables

    stream = sys.stderr if is_error else sys.stdout
    knows_width = stream.isatty() or "COLUMNS" in variables()
    width = None if knows_width else _PIPE_COLUMNS
    return PlainConsole(stderr=is_error, highlight=False, markup=False, emoji=False, width=width)


@contextmanager
def progress(words: str, total: float | None) -> Iterator[Callable[[float], None]]:
    """A progress bar, gone at the end; the function moves it to a position of `total`."""
    with _bar(TaskProgressColumn()) as bar:
        task = bar.add_task(words, total=total)
        yield lambda position: bar.update(task, completed=position)


def count_items(words: str, items: Iterable[Item], total: int | None) -> Iterator[Item]:
    """The items, with a progress bar that counts them."""
    with _bar(MofNCompleteColumn()) as bar:
        task = bar.add_task(words, total=total)
        for number, item in enumerate(items, 1):
            yield item
            if number % _ITEMS_A_MOVE == 0:
                bar.update(task, completed=number)


def _bar(count: ProgressColumn) -> Progress:
    """On standard error; where that is no terminal, nothing."""
    console = errors()
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        count,
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


class VisibleFormatter(logging.Formatter):
    """Log lines of which no part steers a terminal: what people wrote is in many. A line of a message after its first
    is set in, so that none passes for another record."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # the library's own name
        record.message = visible_lines(record.message).replace("\n", "\n  ")
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:  # the library's own name
        return visible_lines(super().formatException(ei))


def set_up_logging(level: int | str, layout: str) -> None:
    """Log to standard error what has that level, in that layout."""
    handler = logging.StreamHandler()
    handler.setFormatter(VisibleFormatter(layout))
    logging.basicConfig(level=level, handlers=[handler], force=True)


def log_errors_only() -> None:
    """Only what is wrong is logged: the screen is for something else."""
    set_up_logging(logging.ERROR, "%(name)s: %(message)s")
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # what it cannot do comes to us as an exception
