"""What was said, as pages: of a span that is asked for, of a day, as a table; in Norwegian where that is asked."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable

import pytest

from listener.board.views.board_state import BoardRecord
from models.decisions import Context, Example
from models.heard import Heard, HeardGroup
from models.posts import millis
from models.redactions import RedactedQuotes, Redaction
from tests.unit.listener.board.browsing import Answer, Reader, reading
from tests.unit.listener.board.making import HOUR, START, Served, decision, served, signal

PATH = "/audiences/relief/locals"
QUOTE = Example("bluesky:1f0c36c1a8c9d2e4", "pledge", "I come on Saturday.")
LATER = Example("bluesky:2f0c36c1a8c9d2e4", "act", "We built two tents.")


def loud(people: int) -> Context:
    half = people // 2
    one = HeardGroup(half, "bluesky", "en", (), "positive", "support")
    other = HeardGroup(people - half, "reddit", "no", ("money",), "negative", "oppose")
    return Context(heard=Heard(posts=2 * people, first_today=(one, other)))


RECORDS: list[BoardRecord] = [
    *(decision(24 * day, context=loud(40 + day), examples=(QUOTE,)) for day in range(4)),
    decision(24 * 4, context=loud(80), examples=(QUOTE, LATER)),
    decision(24 * 5 + 3),
    signal(24 * 4 + 5, 1),
]


@pytest.fixture
async def board() -> AsyncIterator[Served]:
    async with served(RECORDS) as each:
        yield each


@pytest.fixture
async def reader(board: Served) -> AsyncIterator[Reader]:
    async with reading(board.url) as each:
        yield each


def cells(answer: Answer) -> dict[str, list[str]]:
    """The rows of the page's figures, by name."""
    rows = answer.text.split('id="changes"')[1].split("</table>")[0].split("<tr>")[2:]
    names = [row.split("</th>")[0].rpartition(">")[2] for row in rows]
    return {
        name: [each.split("<")[0] for each in row.split('class="num">')[1:]]
        for name, row in zip(names, rows, strict=True)
    }


async def test_a_span_is_added_up_and_set_beside_the_one_before(reader: Reader) -> None:
    shown = cells(await reader.get(f"{PATH}/said?from=2025-11-05&to=2025-11-06&compare=1"))
    assert shown["Posts"] == ["170", "160", "+5%"]  # 42 + 43 people, and 40 + 41
    assert shown["People, each once a day"] == ["80", "80", "0%"]  # in whole groups of ten
    assert shown["Positive words"] == ["50%", "50%", "+0 points"]


async def test_of_days_before_that_nobody_knows_nothing_is_said(reader: Reader) -> None:
    shown = cells(await reader.get(f"{PATH}/said?from=2025-11-04&to=2025-11-06&compare=1"))
    assert shown["Posts"] == ["250", "\N{EN DASH}", ""]
    assert shown["Positive words"] == ["50%", "\N{EN DASH}", ""]


async def test_a_part_of_the_people_is_asked_for(reader: Reader) -> None:
    shown = cells(await reader.get(f"{PATH}/said?from=2025-11-05&to=2025-11-06&only=channel:reddit"))
    assert shown["People, each once a day"] == ["40"]
    assert "Posts" not in shown
    assert shown["Against it"] == ["100%"]


@pytest.mark.parametrize(
    "query", ["from=never&to=1", "only=channel:nowhere", "only=%00", "from=2030-01-01", "to=0001-01-01"]
)
async def test_what_cannot_be_asked_is_as_if_it_had_not_been(reader: Reader, query: str) -> None:
    assert (await reader.get(f"{PATH}/said?{query}")).status == 200
    assert (await reader.get(f"{PATH}/days.csv?{query}")).status == 200


async def test_the_table_has_the_days_that_were_asked_for(reader: Reader) -> None:
    answer = await reader.get(f"{PATH}/days.csv?from=2025-11-05&to=2025-11-06")
    assert [line[:10] for line in answer.text.split()[1:]] == ["2025-11-05", "2025-11-06"]


async def test_a_day_has_what_may_be_quoted_of_it_and_what_was_told(reader: Reader) -> None:
    first, last = [(await reader.get(f"{PATH}/days/{day}")).text for day in ("2025-11-03", "2025-11-07")]
    assert QUOTE.span in first
    assert LATER.span in last
    assert QUOTE.span not in last  # it is of the day on which it was quoted first
    assert f"/signals/{signal(24 * 4 + 5, 1).id}" in last
    for odd in ("2024-01-01", "today", "2025-13-40"):
        assert (await reader.get(f"{PATH}/days/{odd}")).status == 404


async def test_who_is_erased_is_quoted_on_no_day(board: Served, reader: Reader) -> None:
    gone = RedactedQuotes("relief", "locals", (QUOTE.pseudonym,))
    subject = "relief|locals"
    board.source.add(
        Redaction(
            id="r1", source="/listener/relief/locals", subject=subject, time=START, partitionkey=subject, data=gone
        )
    )
    await reached(lambda: bool(board.live.state.redacted))
    assert QUOTE.span not in (await reader.get(f"{PATH}/days/2025-11-03")).text
    board.source.add(decision(1, examples=(QUOTE,)), signal(200, 9))  # it comes late, and again
    await reached(lambda: len(board.live.state.signals) == 2)
    assert QUOTE.span not in (await reader.get(f"{PATH}/days/2025-11-03")).text


async def reached(is_there: Callable[[], bool]) -> None:
    """Waits until the board has read what was added."""
    async with asyncio.timeout(30):
        while not is_there():  # noqa: ASYNC110 - it has no event for this
            await asyncio.sleep(0.01)


async def test_pages_are_norwegian_for_who_reads_norwegian_and_for_who_chose_it(reader: Reader) -> None:
    asked = await reader.get(PATH, **{"accept-language": "nn-NO,nn;q=0.9,en;q=0.5"})
    assert '<html lang="nb">' in asked.text
    assert "Hvor mange som er der kapittelet vil ha dem" in asked.text
    assert '<html lang="en">' in (await reader.get(PATH)).text
    answer = await reader.get(f"/language/nb?back={PATH}")
    assert (answer.status, answer.headers["location"]) == (303, PATH)
    assert '<html lang="nb">' in (await reader.get(PATH)).text
    assert (await reader.get("/language/xx?back=https://evil.example/")).headers["location"] == "/"


async def test_no_english_is_left_on_a_norwegian_page_but_what_the_rule_says(reader: Reader) -> None:
    for path in ("/", "/signals", f"{PATH}/said", f"{PATH}/days/2025-11-07", "/signin", "/outcomes/relief"):
        text = (await reader.get(path, **{"accept-language": "nb"})).text
        shown = text.split('<main id="main"')[1].split("</main>")[0]
        for english in (" the ", "What ", "Show", "People", " posts", "Signals"):
            assert english not in shown, (path, english)


async def test_of_days_of_few_people_nothing_is_drawn() -> None:
    few: list[BoardRecord] = [decision(24 * day, context=loud(4)) for day in range(4)]
    async with served(few) as board, reading(board.url) as reader:
        said = (await reader.get(f"{PATH}/said")).text
    assert "Nobody can be told of in these days" in said
    assert "Tone of their words" not in said


async def test_days_of_which_nothing_is_known_leave_a_hole_in_the_charts() -> None:
    known: list[BoardRecord] = [decision(24 * day, context=loud(40)) for day in (0, 1, 5, 6)]
    async with served(known) as board, reading(board.url) as reader:
        said = (await reader.get(f"{PATH}/said")).text
    assert re.findall(r'class="catch" x="(\d+)"', said) == ["0", "10", "50", "60"]
    assert 'viewBox="0 0 70 60"' in said


async def test_audiences_of_whom_nobody_spoke_are_shown(reader: Reader) -> None:
    page = (await reader.get("/")).text
    assert "diaspora" in page
    assert "Nothing heard yet" in page


async def test_quotes_stand_on_the_hour_that_quoted_them_first_whatever_the_order(board: Served) -> None:
    history = board.live.state.audiences["relief|locals"]
    assert [(each.start, each.example) for each in history.quotes] == [
        (millis(START), QUOTE),
        (millis(START + 96 * HOUR), LATER),
        (millis(START + 101 * HOUR), decision().examples[0]),
    ]
