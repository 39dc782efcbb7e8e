"""A worker in a process of its own, as the tests start, stop and kill it.

Run as `python -m tests.integration.working BOOTSTRAP PREFIX FOLDER`; says `ready` when it is.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import subprocess
import sys
import time
from pathlib import Path

from listener.settings import Settings
from listener.worker import run_worker
from tests.integration.crowd import CAMPAIGN

READY_SECONDS = 60.0


class Worker:
    """The process, from outside."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._log = folder / "worker.log"
        module = [sys.executable, "-m", "tests.integration.working"]
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [*module, settings.bootstrap, settings.prefix, str(folder)], stdout=log, stderr=subprocess.STDOUT
            )

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while "worker ready" not in self._log.read_text():
            assert self._process.poll() is None, f"the worker ended:\n{self._log.read_text()}"
            assert time.monotonic() < deadline, f"the worker is not ready:\n{self._log.read_text()}"
            time.sleep(0.05)

    def stop(self) -> None:
        """Stops it gracefully, and sees to it that it was."""
        self._process.send_signal(signal.SIGTERM)
        assert self._process.wait(timeout=30) == 0, self._log.read_text()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """Whatever became of it, it is gone after this."""
        if self._process.poll() is None:
            self.kill()


async def main(bootstrap: str, prefix: str, folder: Path) -> None:
    settings = Settings(bootstrap=bootstrap, prefix=prefix, web_port=0, session_timeout=6.0, data_dir=folder)
    await run_worker(settings, [CAMPAIGN], on_ready=lambda _: print("worker ready", flush=True))  # noqa: T201


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
