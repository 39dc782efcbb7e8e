"""Watching: a board and an alert route that are there all the time, and what people must have seen in the end."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import aiohttp
import msgspec

from listener.board import open_board
from listener.campaign_file.loading import load_files
from listener.settings import Settings
from models.alerts import Alert
from models.signals import Signal

_ROUTE: Final = """\
alerts:
  - {name: team, owner: Ana, sink: file, to: "PATH", decisions: [ADVANCE, PROLONG, STEP_BACK, INSUFFICIENT_DATA]}
"""
_SECONDS: Final = 600.0  # that board and alerting may take for what is told: both wait for brokers that come back


def alerting(campaign: str, path: Path) -> str:
    """The campaign's file with a route to a file."""
    return campaign + _ROUTE.replace("PATH", str(path))


@asynccontextmanager
async def watched(settings: Settings, campaign: Path) -> AsyncIterator[str]:
    """A board, by its address, while the block runs."""
    async with open_board(settings, load_files([str(campaign)]), "127.0.0.1", 0) as url:
        yield url


async def find_unseen(url: str, alerts: Path, told: Sequence[Signal]) -> list[str]:
    """What of these signals the board does not show, or nobody was alerted of, and what was alerted that is none."""
    problems = ["neither board nor alerts were looked at"]
    try:
        async with asyncio.timeout(_SECONDS), aiohttp.ClientSession(url) as board:
            while problems := [*await _not_shown(board, told), *_not_alerted(alerts, told)]:  # noqa: ASYNC110  # files
                await asyncio.sleep(1)
    except TimeoutError:
        return problems
    return []


async def _not_shown(board: aiohttp.ClientSession, told: Sequence[Signal]) -> list[str]:
    problems = []
    for id in {each.subject: each.id for each in told}.values():  # the latest of each audience
        async with board.get(f"/signals/{id}.json") as answer:
            if answer.status != 200:
                problems.append(f"the board answers {answer.status} for signal {id}")
    return problems


def _not_alerted(path: Path, told: Sequence[Signal]) -> Iterator[str]:
    """An alert that is told again has the same id: a receiver knows it."""
    lines = path.read_bytes().splitlines() if path.exists() else []
    alerts = {each.id: each for each in (msgspec.json.decode(line, type=Alert) for line in lines)}
    found = Counter(item.signal.id for alert in alerts.values() for item in alert.items)
    wanted = {each.id for each in told}
    if missing := wanted - found.keys():
        yield f"nobody was alerted of {missing}"
    if strange := found.keys() - wanted:
        yield f"people were alerted of {strange}, which the replay does not tell"
    if twice := [id for id, count in found.items() if count > 1]:
        yield f"alerts: signals {twice} are in several alerts"
