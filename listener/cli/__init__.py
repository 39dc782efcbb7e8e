"""The command line. Each command has a module of its own that imports what is heavy when it runs.

Exit codes: 0 good; 2 the user's mistake, one clear message and no traceback; 1 ours.
"""

import traceback

from listener.cli.app import app
from listener.cli.support.console import errors
from models.errors import ListenerError

__all__ = ["app", "main"]


def main() -> int:
    """Run the command that the arguments name; its exit code. The one place where an error becomes one."""
    try:
        app(prog_name="listener")
    except ListenerError as error:
        errors().print("[bold red]error:[/]", end=" ")
        errors().print(str(error), markup=False, highlight=False, soft_wrap=True)
        return error.exit_code
    except Exception:  # noqa: BLE001 - the outermost boundary: say whose fault it is, and keep the traceback
        errors().print("[bold red]This is a mistake of ours, not of yours.[/] Please report it with what follows.")
        errors().print(traceback.format_exc(), markup=False, highlight=False, soft_wrap=True)
        return 1
    return 0
