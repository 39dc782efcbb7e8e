"""Console: where tables, errors and progress go. Results go to standard output, all else to standard error."""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
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

Item = TypeVar("Item")

_ITEMS_A_MOVE = 1000  # a bar that moves with each item costs more than the items
_PIPE_COLUMNS = 140  # where standard output is no terminal that could tell its own


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
    return Console(stderr=is_error, highlight=False, width=None if knows_width else _PIPE_COLUMNS)


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
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), count, TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def log_errors_only() -> None:
    """Only what is wrong is logged: the screen is for something else."""
    logging.basicConfig(level=logging.ERROR, format="%(name)s: %(message)s")
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # what it cannot do comes to us as an exception
