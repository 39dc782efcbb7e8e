"""Updates of commitments by the board's form and by HTTP: for operators, and none that the ledger does not take."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from listener.board.records.in_memory import RecordsInMemory
from listener.board.web.app import create_board_app
from listener.board.web.live_board import LiveBoard
from listener.board.web.server import serve_app
from models.ledger import EvidenceKind, Update
from tests.unit.listener.board.browsing import Reader, reading
from tests.unit.listener.board.making import TOKEN, token_access
from tests.unit.pipelines.accountability.promises import campaign_of, promise


@pytest.fixture
def source() -> RecordsInMemory:
    return RecordsInMemory()


@pytest.fixture
async def reader(source: RecordsInMemory) -> AsyncIterator[Reader]:
    app = create_board_app(source, [campaign_of(promise())], token_access(TOKEN), live=LiveBoard(source, 3600))
    async with serve_app(app, "127.0.0.1", 0) as url, reading(url) as each:
        yield each


async def test_a_form_tells_where_a_commitment_stands(reader: Reader, source: RecordsInMemory) -> None:
    assert "Tell where it stands" not in (await reader.get("/brands/fund")).text
    await reader.sign_in()
    page = (await reader.get("/brands/fund")).page
    fields = {name: page.field(name) for name in ("form_token", "id", "campaign", "commitment")}
    told = {**fields, "value": "2,5", "source": "https://fund.example/q2", "evidence": "other"}
    answer = await reader.post("/updates", told)
    assert (answer.status, answer.headers["location"]) == (303, "/brands/fund")
    (said,) = source.commands
    assert isinstance(said, Update)
    assert (said.commitment, said.value, said.evidence) == ("books", 2.5, EvidenceKind.OTHER)
    assert (said.is_reported, said.counts, said.id) == (True, True, fields["id"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"commitment": "nets"},
        {"campaign": "other"},
        {"value": "much"},
        {"value": "nan"},
        {"value": "1e99"},
        {"source": "javascript:alert(1)"},
        {"source": "https://a.example/" + "x" * 1_000},
        {"evidence": "hearsay"},
    ],
)
async def test_what_the_ledger_does_not_take_is_refused(
    reader: Reader, source: RecordsInMemory, wrong: dict[str, str]
) -> None:
    await reader.sign_in()
    page = (await reader.get("/brands/fund")).page
    fields = {name: page.field(name) for name in ("form_token", "id", "campaign", "commitment")}
    assert (await reader.post("/updates", {**fields, **wrong})).status == 400
    assert source.commands == []


async def test_who_has_not_signed_in_tells_nothing(reader: Reader, source: RecordsInMemory) -> None:
    assert (await reader.post("/updates", {"campaign": "fund", "commitment": "books", "value": "1"})).status == 403
    assert source.commands == []


async def send(reader: Reader, token: str, body: Any) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession() as client:
        sent = {"json": body} if isinstance(body, dict) else {"data": body}
        async with client.post(f"{reader.url}/v1/updates", headers=headers, **sent) as answer:
            return answer.status


async def test_a_program_tells_it_with_an_operators_token(reader: Reader, source: RecordsInMemory) -> None:
    body = {"campaign": "fund", "commitment": "books", "value": 2, "id": "q2", "at": "2026-03-01T12:00:00+01:00"}
    assert await send(reader, TOKEN, body) == 202
    (said,) = source.commands
    assert isinstance(said, Update)
    assert (said.id, said.value, said.at.isoformat()) == ("q2", 2.0, "2026-03-01T11:00:00+00:00")


@pytest.mark.parametrize(
    ("token", "body", "status"),
    [
        ("not-the-token-at-all", {"campaign": "fund", "commitment": "books"}, 401),
        ("", {"campaign": "fund", "commitment": "books"}, 401),
        (TOKEN, {"campaign": "fund"}, 400),
        (TOKEN, {"campaign": "fund", "commitment": "books", "at": "2026-03-01T12:00:00"}, 400),
        (TOKEN, {"campaign": "fund", "commitment": "nets"}, 400),
        (TOKEN, b"\xff{", 400),
        (TOKEN, b"x" * 20_000, 413),
    ],
)
async def test_a_program_that_sends_anything_else_is_told_so(
    reader: Reader, source: RecordsInMemory, token: str, body: Any, status: int
) -> None:
    assert await send(reader, token, body) == status
    assert source.commands == []
