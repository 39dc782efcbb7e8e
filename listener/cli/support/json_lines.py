"""JSON lines: what a command tells programs, one object a line on the standard output, in place of its tables."""

from collections.abc import Iterable
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="As JSON, one object a line, for programs.")]


def write_json(values: Iterable[object]) -> None:
    """Writes each value on a line of its own."""
    import msgspec

    from listener.files.lines import STANDARD
    from listener.files.output import open_output

    with open_output(STANDARD) as write:
        for each in values:
            write(msgspec.json.encode(each))
