"""Posts to measure with: simulated, so that anyone can make the same."""

import json
from functools import cache
from itertools import islice
from random import Random

from listener.simulator import load_scenario, simulate
from models.campaigns import Audience, Campaign, MatchTerms
from pipelines.intake import InputRecord
from tests.making import NOW, campaign

COUNT = 15_000
COPIES = 0.6  # of a campaign's stream
LOUD = 50  # one text in so many is one that is copied


@cache
def records() -> tuple[InputRecord, ...]:
    """Posts as people write them, not tagged, of a simulated audience; no likes."""
    lines = simulate(load_scenario("step-growth"), authors=2_000, days=42, seed=11).lines(tagged=False)
    written = (line for line in lines if b'"text":null' not in line)
    return tuple(InputRecord(line, NOW) for line in islice(written, COUNT))


@cache
def week() -> tuple[bytes, ...]:
    """A week of the same audience, many times as large: as many posts, and few windows to decide."""
    lines = simulate(load_scenario("step-growth"), authors=12_000, days=7, seed=11).lines(tagged=False)
    return tuple(line for line in lines if b'"text":null' not in line)


@cache
def copied() -> tuple[InputRecord, ...]:
    """The same posts as campaigns see them: most repeat one of few texts (reposts with text, words sent by many)."""
    dice = Random(1)
    said = [json.loads(record.value or b"") for record in records()]
    loud = [post["text"] for post in said[: len(said) // LOUD]]
    texts = [dice.choice(loud) if dice.random() < COPIES else post["text"] for post in said]
    lines = (json.dumps({**post, "text": text}).encode() for post, text in zip(said, texts, strict=True))
    return tuple(InputRecord(line, NOW) for line in lines)


def theirs() -> Campaign:
    """The campaign that these posts are about."""
    everyone = Audience("locals", campaign().audiences[0].chapters)
    return campaign(name="relief-fund", match=MatchTerms(("relief fund",)), audiences=(everyone,))


def others(count: int) -> list[Campaign]:
    """Campaigns that none of these posts is about."""
    return [campaign(name=f"other-{n}", match=MatchTerms((f"#quux{n}", f"frobnicate {n}"))) for n in range(count)]
