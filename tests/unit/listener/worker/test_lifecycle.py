"""A worker's services run side by side, drain when the end comes, and end together when one fails."""

from __future__ import annotations

import asyncio

import pytest

from listener.worker.lifecycle import Ending, run_service, wait_until_ready


class Draining:
    """A service that needs a moment to stop, or fails at once."""

    def __init__(self, error: Exception | None = None) -> None:
        self._error, self._stopping = error, asyncio.Event()
        self.is_drained = False

    async def run(self) -> None:
        if self._error:
            raise self._error
        await self._stopping.wait()
        await asyncio.sleep(0.01)
        self.is_drained = True

    def stop(self) -> None:
        self._stopping.set()


async def test_a_service_drains_before_its_block_ends() -> None:
    service = Draining()
    async with run_service(service, Ending()):
        assert not service.is_drained
    assert service.is_drained


async def test_one_failure_ends_all_and_the_first_counts() -> None:
    ending, other = Ending(), Draining()
    async with run_service(other, ending), run_service(Draining(ValueError("broken")), ending):
        await ending.wait()
        ending.fail(KeyError("later"))
    assert other.is_drained
    assert isinstance(ending.failure, ValueError)


@pytest.mark.parametrize("is_asked", [True, False])
async def test_readiness_is_waited_for_unless_the_end_comes_first(is_asked: bool) -> None:
    ending = Ending()
    if is_asked:
        ending.ask()
    assert await wait_until_ready(lambda: not is_asked, ending) is not is_asked
