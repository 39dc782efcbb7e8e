"""Telling: at once where nothing was told for a while, together where much is, and nothing is left to wait."""

from __future__ import annotations

import asyncio
import time

from listener.worker.telling import Telling


class Commits:
    """Takes all that waits as it begins, and lasts until the test frees it."""

    def __init__(self) -> None:
        self.waiting, self.began, self.failures = 0, list[float](), list[Exception]()
        self.free = asyncio.Event()
        self.free.set()
        self.refuses = False

    async def commit(self) -> None:
        self.began.append(time.monotonic())
        if self.refuses:
            raise RuntimeError("refused")
        self.waiting = 0
        await self.free.wait()

    def telling(self, pause: float) -> Telling:
        return Telling(self.commit, lambda: self.waiting, self.failures.append, pause)


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_what_is_told_after_a_quiet_while_is_committed_at_once() -> None:
    telling = (commits := Commits()).telling(pause=3_600)
    commits.waiting = 1
    telling.begin()
    await settle()
    assert len(commits.began) == 1


async def test_what_comes_while_a_commit_is_under_way_is_told_by_the_next() -> None:
    telling = (commits := Commits()).telling(pause=0)
    commits.free.clear()
    for _ in range(2):
        commits.waiting = 1
        telling.begin()
        await settle()
    assert len(commits.began) == 1
    commits.free.set()
    await settle()
    assert (len(commits.began), commits.waiting) == (2, 0)


async def test_between_two_commits_there_is_a_pause_after_which_all_is_told_together() -> None:
    telling = (commits := Commits()).telling(pause=0.05)
    for _ in range(3):
        commits.waiting += 1
        telling.begin()
        await settle()
    async with asyncio.timeout(60):
        while commits.waiting:  # noqa: ASYNC110  # the task is nobody's to wait for
            await asyncio.sleep(0.01)
    first, second = commits.began
    assert second - first >= 0.05


async def test_a_commit_that_fails_is_told_of_and_is_not_tried_again() -> None:
    telling = (commits := Commits()).telling(pause=0)
    commits.refuses, commits.waiting = True, 1
    telling.begin()
    await settle()
    assert [str(each) for each in commits.failures] == ["refused"]
    assert len(commits.began) == 1
