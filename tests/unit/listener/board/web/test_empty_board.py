"""A board of which nothing is known yet."""

from tests.unit.listener.board.browsing import reading
from tests.unit.listener.board.making import served


async def test_a_board_without_anything_says_so() -> None:
    async with served() as board, reading(board.url) as reader:
        assert "Nothing has been decided yet" in (await reader.get("/")).text
        assert "No signal yet" in (await reader.get("/signals")).text
        assert (await reader.get("/livez")).status == 200
