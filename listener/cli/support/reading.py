"""Reading: a person is asked one post at a time what it is, and answers with one of six keys."""

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime

from rich.console import Console

from listener.files.label_files import QueuedPost
from listener.wording.figures import moment
from models.labels import PostLabel
from models.tags import Stage, Stance

_QUIT = "q"
_NO_WORDS = "(words of harm, or gone from the source's keeping, or of a campaign that quotes nobody: not shown)"

# Who wants to take part or does is for the story; of who only speaks of it, or asks, the side is not known.
ANSWERS: dict[str, tuple[str, Stage | None, Stance | None]] = {
    "1": ("speaks of it, no more", Stage.AWARENESS, None),
    "2": ("wants to know, or follows it", Stage.INTEREST, None),
    "3": ("wants to take part, or promises to", Stage.DESIRE, Stance.SUPPORT),
    "4": ("does it, or did", Stage.ACTION, Stance.SUPPORT),
    "-": ("is against it, or refuses", Stage.AWARENESS, Stance.OPPOSE),
    "?": ("cannot tell", None, None),
}


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
        yield to_label(queued, reader, key, at)


def to_label(queued: QueuedPost, reader: str, key: str, at: datetime | None) -> PostLabel:
    """The label that a key stands for."""
    _, stage, stance = ANSWERS[key]
    return PostLabel(
        campaign=queued.campaign,
        audience=queued.audience,
        post=queued.post,
        reader=reader,
        at=at or queued.drawn,
        stage=stage,
        stance=stance,
        cannot_tell=stage is None,
    )


def _ask_for_key(console: Console) -> str:
    """One of the keys of ANSWERS, or q: also at the end of the input."""
    choices = "   ".join(f"{key} {words}" for key, (words, _, _) in ANSWERS.items())
    console.print(f"The author {choices}   ({_QUIT}: end)", style="dim")
    while (key := _read_key()) not in ANSWERS:
        if key in ("", _QUIT, "\x03", "\x04"):
            return _QUIT
    return key


def _read_key() -> str:
    """The next key: at once from a terminal, else the next character of the input; nothing at its end."""
    if sys.stdin.isatty():
        import click

        return click.getchar()
    return sys.stdin.read(1)
