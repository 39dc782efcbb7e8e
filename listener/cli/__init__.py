"""The command line. Each command has a module of its own that imports what is heavy when it runs.

Exit codes: 0 good; 2 the user's mistake, one clear message and no traceback; 1 ours; 128 and its number where a
signal ended us: 130 Ctrl-C, 143 SIGTERM, 129 a terminal that went away, 141 a reader that went away (`| head`).
"""

import traceback
from contextlib import suppress

from listener.cli.app import app
from listener.cli.support.console import errors
from listener.cli.support.ending import (
    CLOSED_PIPE,
    end_on_signals,
    exit_code,
    flush_output,
    is_output_error,
    say_output_error,
    show_all_characters,
)
from models.errors import ListenerError

__all__ = ["app", "main"]


def main() -> int:
    """Run the command that the arguments name; its exit code. The one place where an error becomes one."""
    show_all_characters()
    end_on_signals()
    try:
        return flush_output(_run())
    except BrokenPipeError:
        return flush_output(CLOSED_PIPE)


def _run() -> int:
    try:
        app(prog_name="listener")
    except SystemExit as end:
        return exit_code(end)
    except ListenerError as error:
        with suppress(OSError):
            errors().print("error:", style="bold red", end=" ")
            errors().print(str(error), soft_wrap=True)
        return error.exit_code
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the outermost boundary: say whose fault it is, and keep the traceback
        if is_output_error(error):
            return say_output_error(error)
        errors().print("This is a mistake of ours, not of yours.", style="bold red", end=" ")
        errors().print("Please report it with what follows.")
        errors().print(traceback.format_exc(), soft_wrap=True)
        return 1
    return 0
