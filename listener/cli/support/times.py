"""The moment at which files count as received: the clock's, or one that a person names (`--now`)."""

import time
from datetime import datetime
from typing import Annotated

import typer

from models.errors import InputError
from models.posts import Millis, millis

Now = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="Posts dated ten minutes later or more are rejected. [default: the clock]"),
]


def time_or_now(now: str | None, option: str = "--now") -> Millis:
    """Epoch milliseconds of a written RFC 3339 time, or of the clock. Raises InputError."""
    if now is None:
        return round(time.time() * 1000)
    try:
        moment = datetime.fromisoformat(now)
    except ValueError:
        raise InputError(f"{option}: `{now}` is not a time such as 2026-11-21T06:00:00Z") from None
    if moment.tzinfo is None:
        raise InputError(f"{option}: `{now}` has no zone, so it names no instant; add Z for UTC")
    return millis(moment)
