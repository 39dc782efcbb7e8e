"""What decisions show of posts: whole sentences of acts, beyond awareness, under names that lead to nobody."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from models.campaigns import Audience, Campaign, Chapter, ReadyWhen
from models.posts import DAY_MS, HOUR_MS
from models.tags import Stage
from tests.making import MONDAY, campaign, post, run

ACT = "I donated to the typhoon relief fund today. Tea now."
QUOTE = "I donated to the typhoon relief fund today."


def posts(text: str, **changes: Any) -> list[bytes]:
    """Four authors who say it on three days, and one more hour so that all of them close."""
    said = [
        post(
            day * 10 + author,
            f"a{author}",
            MONDAY + day * DAY_MS + author * HOUR_MS,
            tags=None,
            text=text,
            id=f"at://did:plc:{author}ana/{day}",
            **changes,
        )
        for day in range(3)
        for author in range(4)
    ]
    return [*said, post(99, "z", MONDAY + 4 * DAY_MS, stage="awareness")]


def shown(lines: Sequence[bytes], who: Campaign) -> set[str]:
    """The sentences that decisions show, wherever they are told."""
    told = run(lines, campaigns=[who])
    wire = b"".join(msgspec.json.encode(each) for each in (*told.decisions, *told.signals)).decode()
    assert "did:plc" not in wire
    return {example.span for decision in told.decisions for example in decision.examples}


def at_stage(stage: Stage) -> Campaign:
    chapters = (Chapter("only", stage, "Come", ReadyWhen(share=0.3, authors=900)),)
    return campaign(audiences=(Audience("locals", chapters),))


def test_decisions_show_the_sentence_of_an_act() -> None:
    assert shown(posts(ACT), at_stage(Stage.DESIRE)) == {QUOTE}


def test_a_chapter_of_awareness_shows_nobody() -> None:
    assert shown(posts(ACT), at_stage(Stage.AWARENESS)) == set()


def test_a_campaign_that_quotes_nobody_shows_nobody() -> None:
    assert shown(posts(ACT), msgspec.structs.replace(at_stage(Stage.DESIRE), quotes=False)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "He raped me after the typhoon. I donated to the shelter today.",
        "[deleted] I donated to the typhoon families",
        "?? typhoon",
        "RT @ana I donated to the typhoon families today",
    ],
)
def test_what_may_not_be_quoted_is_not_shown(text: str) -> None:
    assert shown(posts(text), at_stage(Stage.INTEREST)) == set()
