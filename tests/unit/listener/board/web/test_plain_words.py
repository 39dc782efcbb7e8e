"""What a campaign manager reads has no word of the rule's: those are behind “How this was decided”."""

import re
from collections.abc import AsyncIterator

import pytest

from listener.board.views.board_state import BoardRecord
from models.decisions import DecisionKind
from tests.checks import TURNED_AWAY, UNKNOWN, make_checks
from tests.unit.listener.board.browsing import Reader, reading
from tests.unit.listener.board.making import decision, evidence, ready, served, signal

RULES_WORDS = re.compile(
    r"\b(panel|e-values?|windows?|vot(e|es|ing)|steady|beyond doubt|evidence|null|bar|interval|threshold|alpha)\b",
    re.IGNORECASE,
)
BEHIND = re.compile(r'<details class="how.*?</details>\s*(?=</section>|\n</main>)', re.DOTALL)

CROWD = decision(20, audience="crowd", evidence=evidence(share=0.4, steady_share=0.2))
NONE_THERE = decision(20, audience="none", score=0.13, evidence=evidence(share=0.0, share_interval=(0.0, 0.0)))
AUTHORS = decision(
    20, audience="many", checks=make_checks(authors=(400.0, 900.0, 0.0)), evidence=evidence(bar=None, share=None)
)
TOLD = signal(9, 3, of=ready(9))
RECORDS: list[BoardRecord] = [
    *(decision(hour) for hour in range(5)),
    TOLD,
    decision(10),  # flickers
    CROWD,
    NONE_THERE,
    AUTHORS,
    decision(20, DecisionKind.STEP_BACK, audience="away", checks=TURNED_AWAY),
    decision(20, DecisionKind.INSUFFICIENT_DATA, audience="few", checks=UNKNOWN),
]
AUDIENCES = ("locals", "crowd", "none", "many", "away", "few")
PAGES = ("/", "/signals", f"/signals/{TOLD.id}", *(f"/audiences/relief/{name}" for name in AUDIENCES))


@pytest.fixture
async def reader() -> AsyncIterator[Reader]:
    async with served(RECORDS) as board, reading(board.url) as each:
        yield each


async def plain_text(reader: Reader, path: str) -> str:
    """What a reader sees of a page who opens nothing."""
    shown = BEHIND.sub("", (await reader.get(path)).text)
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


@pytest.mark.parametrize("path", PAGES)
async def test_no_word_of_the_rule_is_in_a_managers_way(reader: Reader, path: str) -> None:
    text = await plain_text(reader, path)
    assert [found.group() for found in RULES_WORDS.finditer(text)] == []


async def test_they_are_behind_how_this_was_decided(reader: Reader) -> None:
    assert BEHIND.search((await reader.get("/audiences/relief/locals")).text)


async def test_the_signal_that_stands_is_the_headline_and_the_last_hour_is_beneath_it(reader: Reader) -> None:
    text = await plain_text(reader, "/audiences/relief/locals")
    assert "Ready for the next chapter About 52% are where the chapter wants them; you asked for 30%." in text
    assert "The last hour reads otherwise: not yet ready" in text
    assert text.index("Ready for the next chapter") < text.index("The last hour")


async def test_a_share_above_what_was_asked_says_why_that_is_not_enough(reader: Reader) -> None:
    assert "Above 30% just now, but that is a passing crowd" in await plain_text(reader, "/audiences/relief/crowd")


async def test_nothing_is_above_zero_where_the_share_is(reader: Reader) -> None:
    text = await plain_text(reader, "/audiences/relief/none")
    assert "Next to none of those who come back are where the chapter wants them yet" in text
    assert "13%" not in text
    assert "sure" not in text.replace("as good as surely", "")
