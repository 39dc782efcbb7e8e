"""Running `listener` as a person does: a process of its own, its output, its exit code."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    code: int
    out: str
    err: str


def listener(*arguments: str | Path, stdin: bytes = b"", cwd: Path = ROOT, seconds: float = 120) -> Ran:
    """Run `listener` with these arguments, in a wide terminal's layout and without the caller's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LISTENER_")}
    command = [sys.executable, "-m", "listener", *map(str, arguments)]
    done = subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        cwd=cwd,
        timeout=seconds,
        env={**kept, "COLUMNS": "140", "NO_COLOR": "1"},
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
