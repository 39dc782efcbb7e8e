"""Outcomes are told on the board, by operators, and none that a topic would not take."""

from collections.abc import AsyncIterator

import pytest

from models.outcomes import OutcomeReport
from tests.unit.listener.board.browsing import Reader, reading
from tests.unit.listener.board.making import Served, decision, served


@pytest.fixture
async def board() -> AsyncIterator[Served]:
    async with served([decision()]) as each:
        yield each


@pytest.fixture
async def reader(board: Served) -> AsyncIterator[Reader]:
    async with reading(board.url) as each:
        yield each


async def form(reader: Reader) -> dict[str, str]:
    page = (await reader.get("/outcomes/relief")).page
    return {name: page.field(name) for name in ("form_token", "id", "campaign")}


async def test_what_is_told_counts_at_once_and_once(board: Served, reader: Reader) -> None:
    await reader.sign_in()
    told = {**await form(reader), "count": "12,5", "day": "2025-11-05", "call": "stand-with"}
    for _ in range(2):
        answer = await reader.post("/outcomes", told)
        assert (answer.status, answer.headers["location"]) == (303, "/outcomes/relief")
    said = board.source.commands[0]
    assert isinstance(said, OutcomeReport)
    assert (said.count, said.name, said.unit, said.call) == (12.5, "donations", "gifts", "stand-with")
    assert board.live.state.reports["relief", "donations"].total == 12.5
    assert "stand-with 12 gifts" in (await reader.get("/outcomes/relief")).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"count": "many"},
        {"count": "0"},
        {"count": "nan"},
        {"count": "1e13"},
        {"day": "2999-01-01"},
        {"day": "soon"},
        {"call": "elsewhere"},
        {"campaign": "other"},
    ],
)
async def test_what_is_no_outcome_is_refused(board: Served, reader: Reader, wrong: dict[str, str]) -> None:
    await reader.sign_in()
    told = {**await form(reader), "count": "12", "day": "2025-11-05", "call": "", **wrong}
    assert (await reader.post("/outcomes", told)).status == 400
    assert board.source.commands == []


async def test_nobody_tells_who_has_not_signed_in(board: Served, reader: Reader) -> None:
    assert "Tell" not in [each.text for each in (await reader.get("/outcomes/relief")).page.all("button")]
    assert (await reader.post("/outcomes", {"campaign": "relief", "count": "1", "day": "2025-11-05"})).status == 403
    assert board.source.commands == []
    assert (await reader.get("/outcomes/other")).status == 404
