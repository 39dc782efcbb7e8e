"""`listener new` on a terminal: an answer that will not do is told at once, and asked for again."""

import os
import pty
import subprocess
import sys
from pathlib import Path

from tests.functional.run import ROOT, listener

ANSWERS = ("Neighbours rebuild", "many", "5.000 gifts", '"relief fund", #rebuild', "Come on Saturday", "bluesky; en")


def test_a_wrong_answer_is_asked_again_and_no_other(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "listener", "new", "relief.yaml"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.write(ours, "".join(f"{each}\n" for each in ANSWERS).encode())
    assert running.wait(timeout=120) == 0
    told = os.read(ours, 65_536).decode()
    os.close(ours)
    os.close(theirs)
    assert [told.count(f"{number}. ") for number in range(1, 6)] == [1, 2, 1, 1, 1]
    assert "`many` is no outcome" in told
    assert 'any: ["relief fund", "#rebuild"]' in (tmp_path / "relief.yaml").read_text(encoding="utf-8")
    assert listener("check", "relief.yaml", cwd=tmp_path).code == 0
