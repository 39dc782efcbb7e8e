"""Ending: how a command ends that is not let finish: by a signal, a reader that went away, a full disk."""

import errno
import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import NoReturn, TextIO

_ENDING = (signal.SIGTERM, signal.SIGHUP)  # SIGINT comes as KeyboardInterrupt
CLOSED_PIPE = 128 + signal.SIGPIPE
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def end_on_signals() -> None:
    """From now on these signals end us as an exit does: half-written files are removed. Ignored ones stay ignored."""
    for each in _ENDING:
        if signal.getsignal(each) is signal.SIG_DFL:
            signal.signal(each, _end)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)  # a second one ends us at once
    raise SystemExit(128 + number)


def show_all_characters() -> None:
    """What a narrow encoding (cp1252, ASCII) does not have is shown as an escape, and stops nothing."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def exit_code(end: SystemExit) -> int:
    """The code of an exit. Both typer and rich exit with 1, where a reader went away."""
    if isinstance(end.__context__, BrokenPipeError):
        return CLOSED_PIPE
    return end.code if isinstance(end.code, int) else int(end.code is not None)


def is_output_error(error: Exception) -> bool:
    """Whether it is a full disk that refused what was printed: files tell their names."""
    return isinstance(error, OSError) and error.errno in _FULL and error.filename is None


def say_output_error(error: Exception) -> int:
    """Say that standard output takes no more; the exit code."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    with suppress(OSError):
        sys.stderr.write(f"error: standard output: cannot be written: {reason.lower()}\n")
    return 2


def flush_output(code: int) -> int:
    """Write what standard output still holds; the exit code, 2 or a closed pipe's where it takes no more."""
    problem = _flush_problem()
    if problem is None:
        return code
    _let_go(sys.stdout)
    if isinstance(problem, BrokenPipeError):
        return CLOSED_PIPE
    return say_output_error(problem) if code == 0 else code


def _flush_problem() -> OSError | None:
    try:
        sys.stdout.flush()
    except OSError as error:
        return error
    except ValueError:
        return None  # closed: it holds nothing
    return None


def _let_go(stream: TextIO) -> None:
    """What it holds is lost: the interpreter shall not try again, and complain."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
