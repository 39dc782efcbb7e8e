"""Releases: a person is told what one does before, says yes, and may take it back until it takes effect."""

import re
from collections.abc import AsyncIterator

import pytest

from listener.board.views.board_state import BoardRecord
from models.commands import ChapterRelease, ReleaseWithdrawal
from models.decisions import DecisionKind
from tests.checks import TURNED_AWAY
from tests.unit.listener.board.browsing import Page, Reader, reading
from tests.unit.listener.board.making import HOUR, Served, decision, ready, served, signal

LATEST = ready(10)
AWAY = decision(10, DecisionKind.STEP_BACK, audience="diaspora", chapter="stand-with", checks=TURNED_AWAY)
RECORDS: list[BoardRecord] = [signal(9, 3, of=ready(9)), LATEST, signal(10, 1, of=AWAY)]
LOCALS = "/audiences/relief/locals"
FIELDS = {"campaign": "relief", "audience": "locals"}


@pytest.fixture
async def board() -> AsyncIterator[Served]:
    async with served(RECORDS) as each:
        yield each


@pytest.fixture
async def reader(board: Served) -> AsyncIterator[Reader]:
    async with reading(board.url) as each:
        await each.sign_in()
        yield each


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def button(page: Page) -> tuple[str, str]:
    """Of the one button that asks for a deed: what it says, and where it leads."""
    (found,) = [each for each in page.all("a") if each.attributes.get("class") == "button"]
    return found.text, found.attributes["href"]


async def released(reader: Reader, chapter: str = "stand-with") -> None:
    token = (await reader.get(f"{LOCALS}/release?chapter={chapter}")).page.field("form_token")
    assert (await reader.post("/releases", {**FIELDS, "form_token": token, "chapter": chapter})).status == 303


async def test_an_audience_that_is_ready_asks_to_release_the_next_chapter_beside_the_headline(reader: Reader) -> None:
    said, target = button((await reader.get(LOCALS)).page)
    assert said == "Release “stand-with” …"
    page = text_of((await reader.get(target)).text)
    for words in (
        "Release “stand-with”?",
        "begins for locals on Mon 3 Nov 2025, 11:00 UTC . Until then it can be taken back.",
        "From then on you ask of them: Pledge a weekend",
        "counted towards desire, afresh",
    ):
        assert words in page


async def test_one_that_turns_away_asks_to_go_back(reader: Reader) -> None:
    said, target = button((await reader.get("/audiences/relief/diaspora")).page)
    assert said == "Go back to “who-it-hit” …"
    assert "Go back to “who-it-hit”?" in text_of((await reader.get(target)).text)


async def test_a_release_out_of_turn_says_that_they_are_not_ready(reader: Reader) -> None:
    page = text_of((await reader.get(f"{LOCALS}/release?chapter=rebuild")).text)
    assert "locals is not said to be ready for it." in page


async def test_a_release_counts_from_where_old_data_ends_and_is_shown_until_it_begins(
    board: Served, reader: Reader
) -> None:
    await released(reader)
    (said,) = board.source.commands
    assert isinstance(said, ChapterRelease)
    assert (said.chapter, said.at) == ("stand-with", LATEST.window.end)
    page = await reader.get(LOCALS)
    assert "“stand-with” begins" in text_of(page.text)
    assert not [each for each in page.page.all("a") if each.attributes.get("class") == "button"]


async def test_it_is_taken_back_until_it_begins(board: Served, reader: Reader) -> None:
    await released(reader)
    page = (await reader.get(LOCALS)).page
    fields = {**FIELDS, **{name: page.field(name) for name in ("form_token", "chapter", "at")}}
    assert (await reader.post("/withdrawals", fields)).status == 303
    taken_back = board.source.commands[-1]
    assert isinstance(taken_back, ReleaseWithdrawal)
    assert taken_back.at == LATEST.window.end
    assert button((await reader.get(LOCALS)).page)[0] == "Release “stand-with” …"
    assert (await reader.post("/withdrawals", fields)).status == 409


async def test_once_it_has_begun_it_is_history(board: Served, reader: Reader) -> None:
    await released(reader)
    board.source.add(decision(11, chapter="stand-with", next_chapter="rebuild"))
    await board.live.events.wait_until(
        lambda: board.live.state.audiences["relief|locals"].latest.window.end > LATEST.window.end + HOUR / 2, 5
    )
    page = await reader.get(LOCALS)
    assert "Released so far" in page.text
    assert "Take it back" not in page.text


@pytest.mark.parametrize("chapter", ["none", ""])
async def test_a_chapter_that_there_is_not_cannot_be_released(board: Served, reader: Reader, chapter: str) -> None:
    assert (await reader.get(f"{LOCALS}/release?chapter={chapter}")).status == 400
    token = (await reader.get(f"{LOCALS}/release?chapter=rebuild")).page.field("form_token")
    fields = {**FIELDS, "form_token": token, "chapter": chapter}
    assert (await reader.post("/releases", fields)).status == 400
    assert board.source.commands == []


async def test_who_has_not_signed_in_is_asked_to_and_comes_back_to_the_same_page() -> None:
    async with served(RECORDS) as board, reading(board.url) as reader:
        page = (await reader.get(f"{LOCALS}/release?chapter=stand-with")).page
        assert not page.all("form")
        assert any("back=/audiences/relief/locals/release%3Fchapter%3Dstand-with" in each.attributes["href"]
                   for each in page.all("a"))  # fmt: skip


async def test_a_board_without_a_token_offers_no_deed() -> None:
    async with served(RECORDS, token="") as board, reading(board.url) as reader:
        assert "button" not in {each.attributes.get("class") for each in (await reader.get(LOCALS)).page.all("a")}
