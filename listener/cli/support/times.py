"""Times that a person writes, or the clock's where nobody does: `--now` says when files count as received."""

import time
from datetime import datetime
from typing import Annotated

import typer

from models.decoding import EARLIEST, LATEST
from models.errors import InputError
from models.posts import Millis, millis

Now = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="Posts dated ten minutes later or more are rejected. [default: the clock]"),
]


def time_or_now(written: str | None, option: str = "--now") -> Millis:
    """Epoch milliseconds of a written RFC 3339 time, or of the clock. Raises InputError."""
    if written is None:
        return round(time.time() * 1000)
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise InputError(f"{option}: `{written}` is not a time such as 2026-11-21T06:00:00Z") from None
    if moment.tzinfo is None:
        raise InputError(f"{option}: `{written}` has no zone, so it names no instant; add Z for UTC")
    if not EARLIEST <= moment <= LATEST:
        raise InputError(f"{option}: `{written}` is not within {EARLIEST:%Y} to {LATEST:%Y}")
    return millis(moment)
