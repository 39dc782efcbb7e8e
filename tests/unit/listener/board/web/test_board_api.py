"""The board's contract names what programs ask and tell, and answers are as it says. `make fuzz-http` tries them."""

import jsonschema
import msgspec
import pytest

from listener.board.records.in_memory import RecordsInMemory
from listener.board.web.app import create_board_app
from listener.board.web.board_api import describe_board
from tests.unit.listener.board.browsing import reading
from tests.unit.listener.board.making import decision, ready, served, signal

TOLD = signal(9, 1, of=ready(9))


def test_every_page_for_programs_is_in_the_contract() -> None:
    routes = create_board_app(RecordsInMemory(), ()).routes
    paths = {path for each in routes if (path := getattr(each, "path", "")).endswith((".json", ".csv"))}
    assert {*paths, "/v1/updates"} == {*describe_board()["paths"], "/openapi.json"}


async def test_a_signal_is_as_the_contract_says() -> None:
    async with served([TOLD]) as board, reading(board.url) as reader:
        contract = msgspec.json.decode((await reader.get("/openapi.json")).text)
        told = msgspec.json.decode((await reader.get(f"/signals/{TOLD.id}.json")).text)
    jsonschema.validate(told, {"$ref": "#/components/schemas/Signal", **contract})
    assert told["id"] == TOLD.id


@pytest.mark.parametrize("path", ["/audiences/relief/locals/series.json", "/v1/updates", "/"])
async def test_another_method_is_told_which_are_allowed(path: str) -> None:
    async with served([decision()]) as board, reading(board.url) as reader:
        answer = await reader.session.request("TRACE", board.url + path)
        answer.release()
    assert answer.status == 405
    assert "POST" in answer.headers["allow"] or "GET" in answer.headers["allow"]
    assert answer.headers["x-content-type-options"] == "nosniff"
