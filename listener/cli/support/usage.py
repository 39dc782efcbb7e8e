"""Usage errors: typer repeats what was typed, so what would steer a terminal in it is shown as escapes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import typer
from typer.core import TyperGroup

from listener.wording.visible import visible_lines

_UsageError: Final[Any] = typer.BadParameter.__base__  # typer has no name of its own for it


class VisibleGroup(TyperGroup):
    """Commands of which no usage error steers a terminal."""

    def make_context(self, *args: Any, **options: Any) -> Any:
        """As any group; where the options before a command are wrong, the error is visible."""
        with _visible_errors():
            return super().make_context(*args, **options)

    def invoke(self, ctx: Any) -> Any:
        """As any group; where a command or its arguments are wrong, the error is visible."""
        with _visible_errors():
            return super().invoke(ctx)


@contextmanager
def _visible_errors() -> Iterator[None]:
    try:
        yield
    except _UsageError as error:
        error.message = visible_lines(error.message)
        raise
