"""A worker in a process of its own, as the tests start, stop and kill it.

Run as `python -m tests.integration.working SETTINGS tagging|readiness|both [CAMPAIGN_FILE...]`; says
`worker ready PORT` when it is.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from listener.campaign_file.loading import load_files
from listener.composition import run_worker
from listener.settings import Settings
from listener.worker.parts import Part
from models.errors import UserError
from tests.integration.crowd import CAMPAIGN

PATIENCE_SECONDS = 300.0  # for what takes seconds on a machine that does nothing else


class Worker:
    """The process, from outside."""

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        only: Part | None = None,
        campaigns: Sequence[Path] = (),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """`environment` has variables beside those of this process."""
        folder.mkdir(parents=True)
        self._log = folder / "worker.log"
        arguments = [msgspec.json.encode(settings, enc_hook=str).decode(), only or "both", *map(str, campaigns)]
        with self._log.open("w") as log:
            command = [sys.executable, "-m", "tests.integration.working", *arguments]
            variables = {**os.environ, **(environment or {})}
            self._process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=variables)

    @property
    def log(self) -> str:
        return self._log.read_text()

    @property
    def process_id(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether its process is there, paused or not."""
        return self._process.poll() is None

    def wait_until_ready(self) -> int:
        """Its web port."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (ready := re.search(r"worker ready (\d+)", self.log)):
            assert self._process.poll() is None, f"the worker ended:\n{self.log}"
            assert time.monotonic() < deadline, f"the worker is not ready:\n{self.log}"
            time.sleep(0.05)
        return int(ready[1])

    def wait_until_ended(self) -> int:
        """Its exit status, when it ends by itself."""
        return self._process.wait(timeout=PATIENCE_SECONDS)

    def stop(self) -> None:
        """Stops it gracefully, and sees to it that it was."""
        self._process.send_signal(signal.SIGTERM)
        assert self._process.wait(timeout=PATIENCE_SECONDS) == 0, self.log

    def pause(self) -> None:
        """It stands still, as on a machine that is frozen."""
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """It goes on, and does not know that it was paused."""
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """Whatever became of it, it is gone after this."""
        if self._process.poll() is None:
            self.kill()


@contextmanager
def worker(
    settings: Settings, folder: Path, only: Part | None = None, campaigns: Sequence[Path] = ()
) -> Iterator[Worker]:
    """A worker that is there for the block, ready or not; of the crowd's campaign, or of campaign files."""
    started = Worker(settings, folder, only, campaigns)
    try:
        yield started
    finally:
        started.end()


async def main(settings: Settings, only: Part | None, files: Sequence[str]) -> None:
    await run_worker(settings, load_files(files) if files else [CAMPAIGN], only=only, on_ready=_say)


def _say(port: int) -> None:
    print("worker ready", port, flush=True)  # noqa: T201


def _say_error(error: UserError) -> int:
    print("error:", error, flush=True)  # noqa: T201
    return error.exit_code


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    given = msgspec.json.decode(sys.argv[1], type=Settings, dec_hook=lambda kind, text: kind(text))
    try:
        asyncio.run(main(given, None if sys.argv[2] == "both" else Part(sys.argv[2]), sys.argv[3:]))
    except UserError as error:  # as the command line ends
        sys.exit(_say_error(error))
