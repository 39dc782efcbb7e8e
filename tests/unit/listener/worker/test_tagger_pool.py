"""Several processes tag as one, and none outlives its parent."""

import os
import signal
import subprocess
import sys
import time

import msgspec

from listener.worker import tagger_pool
from models.posts import Post
from pipelines.tags import Tagger
from tests.making import MONDAY, campaign, post

TEXTS = ("I donated to the typhoon families", "Where can I help?", "Vi gir til gjenreisning", "", "Scam!")
POSTS = [
    msgspec.json.decode(post(n, "a", MONDAY, tags=None, text=text), type=Post) for n, text in enumerate(TEXTS * 5)
]


def test_tags_are_the_same_in_one_process_and_in_several() -> None:
    names: list[str | None] = ["relief"] * len(POSTS)
    with tagger_pool.open_tagger([campaign()], 2) as several:
        assert several.tag(POSTS, names) == Tagger([campaign()]).tag(POSTS, names)
        assert several.tag([], []) == []


def test_the_processes_end_with_a_worker_that_was_killed() -> None:
    code = (
        "import sys,time; from listener.worker import tagger_pool\n"
        "from tests.unit.listener.worker.test_tagger_pool import *\n"
        "with tagger_pool.open_tagger([campaign()], 1) as several:\n"
        "    several.tag(POSTS, ['relief'] * len(POSTS)); child, = several._pool._processes\n"
        "    print(child, flush=True); time.sleep(60)"
    )
    worker = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    child = int(worker.stdout.readline())
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    assert _ends(child)


def _ends(process: int) -> bool:
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
