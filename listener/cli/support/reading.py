"""Reading: a person is asked one post at a time what it is, and answers with one of six keys, some after a plus."""

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime

from rich.console import Console

from listener.files.label_files import QueuedPost
from listener.labelling.label_keys import ANSWERS, FOR, KEYS, to_label
from listener.wording.figures import moment
from models.labels import PostLabel

_QUIT = "q"
_NO_WORDS = "(words of harm, or gone from the source's keeping, or of a campaign that quotes nobody: not shown)"


def ask_for_answers(
    queue: Iterable[QueuedPost], reader: str, at: datetime | None, console: Console
) -> Iterator[PostLabel]:
    """A label for each post, until the reader quits. No post can be passed over: who cannot tell says so.

    `at` is when the labels are given; None: when each post was drawn, as if it had been read at once.
    """
    some = list(queue)
    for number, queued in enumerate(some, 1):
        console.print(f"\n{number} of {len(some)}: {queued.channel}, {moment(queued.posted)}", style="bold")
        console.print(queued.text or _NO_WORDS)
        key = _ask_for_key(console)
        if key == _QUIT:
            return
        yield to_label(queued, reader, key, at or queued.drawn)


def _ask_for_key(console: Console) -> str:
    """One of KEYS, or q: also at the end of the input."""
    choices = "   ".join(f"{key} {words}" for key, (words, _, _) in ANSWERS.items())
    console.print(f"The author {choices}   ({FOR} before 1 or 2: and is for it; {_QUIT}: end)", style="dim")
    said = ""
    while said not in KEYS:
        key = _read_key()
        if key in ("", _QUIT, "\x03", "\x04"):
            return _QUIT
        said = said + key if said == FOR and FOR + key in KEYS else key
    return said


def _read_key() -> str:
    """The next key: at once from a terminal, else the next character of the input; nothing at its end."""
    if sys.stdin.isatty():
        import click

        return click.getchar()
    return sys.stdin.read(1)
