"""Clock: the time of day of one process, set aside from outside while it runs. Needs a C compiler (`clock.c`)."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).with_name("clock.c")


class Clock:
    """How far one process's time of day is from the machine's."""

    def __init__(self, library: Path, file: Path) -> None:
        self._file = file
        self.set(0)
        self.environment: Mapping[str, str] = {"LD_PRELOAD": str(library), "CHAOS_CLOCK": str(file)}

    def set(self, seconds: int) -> None:
        """In place: the process has the file mapped."""
        mode = os.O_WRONLY | os.O_CREAT
        file = os.open(self._file, mode, 0o600)
        try:
            os.pwrite(file, struct.pack("q", seconds), 0)
        finally:
            os.close(file)


def build_library(folder: Path) -> Path | None:
    """The library that a process is started with, or None where there is no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return None
    library = folder / "clock.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", str(SOURCE), "-o", str(library), "-ldl"], check=True)
    return library
