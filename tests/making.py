"""Small values to test with, made by us: campaigns, posts that arrive tagged, streams of them."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from models.author_keys import PUBLIC_AUTHOR_KEY, AuthorKey
from models.campaigns import Audience, Campaign, Chapter, MatchTerms, OutcomeGoal, ReadyWhen
from models.gaps import is_gap
from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS, Millis, instant
from models.tags import Stage
from pipelines.flow import Flow, FlowResult
from pipelines.intake import InputRecord
from pipelines.tags import Tagger

MONDAY: Millis = 1_735_689_600_000 + 5 * DAY_MS  # Monday 6 January 2025, 00:00 UTC
NOW: Millis = MONDAY + 400 * DAY_MS

AUTHOR_KEY_TEXT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
AUTHOR_KEY = AuthorKey(bytes(range(32)))

_ROOT = Path(__file__).parents[1]
STONKS = _ROOT / "deploy/examples/wallstreetbets.yaml"


def dirty_posts() -> Path:
    """Real posts for the campaign of STONKS, with repeats and broken encoding; skips a test where they are not."""
    posts = _ROOT.parent / "shared/data/wallstreetbets/posts_2021_01.ndjson"
    if not posts.exists():
        pytest.skip("the posts of r/wallstreetbets are not part of the project: put them in ../shared/data")
    return posts


def campaign(**changes: Any) -> Campaign:
    """A campaign with two chapters for one audience, `relief|locals`."""
    chapters = (
        Chapter("who-it-hit", Stage.INTEREST, "Read their stories", ReadyWhen(share=0.3)),
        Chapter("stand-with", Stage.DESIRE, "Pledge a weekend", ReadyWhen(share=0.3)),
    )
    usual: dict[str, Any] = {
        "name": "relief",
        "story": "Neighbours rebuild",
        "outcome": OutcomeGoal("donations", 100, "gifts"),
        "match": MatchTerms(("#rebuild", "typhoon")),
        "audiences": (Audience("locals", chapters),),
        "themes": {"shelter": ("tents", "shelter")},
        "release_on_advance": True,
        "version": "test",
    }
    return Campaign(**{**usual, **changes})


def post(number: int, author: str, at: Millis, *, stage: str = "awareness", **changes: Any) -> bytes:
    """One post of `relief|locals` that arrives tagged, as a line of a file."""
    fields: dict[str, Any] = {
        "id": f"sim:{number}",
        "channel": "bluesky",
        "author": author,
        "created_at": instant(at),
        "text": f"Number {number} of the typhoon",
        "lang": "en",
        "tags": {"campaign": "relief", "audience": "locals", "stage": stage, "stance": "support"},
        **changes,
    }
    return msgspec.json.encode({name: value for name, value in fields.items() if value is not None})


def stream(*, authors: int, days: int, per_day: float = 0.5, share: float = 0.1, grown: float = 0.7) -> list[bytes]:
    """Posts of authors who come at random, of whom a share `grown` reaches desire half-way, `share` before."""
    rng = random.Random(7)
    times = sorted(rng.uniform(0, days) for _ in range(round(authors * days * per_day)))
    return list(_posts(rng, times, authors, days, (share, grown)))


def _posts(
    rng: random.Random, times: Sequence[float], authors: int, days: int, shares: tuple[float, float]
) -> Iterator[bytes]:
    for number, day in enumerate(times):
        author = rng.randrange(authors)
        share = shares[day > days / 2]
        stage = "desire" if author < share * authors else "awareness"
        channel = ("bluesky", "mastodon")[author % 2]
        yield post(number, f"a{author}", MONDAY + round(day * DAY_MS), stage=stage, channel=channel)


def records(lines: Sequence[bytes], received: Millis = NOW) -> list[InputRecord]:
    """Lines as records that came in at one time."""
    return [InputRecord(line, received, is_gap=is_gap(line), is_replay=True) for line in lines]


def run(
    lines: Sequence[bytes],
    *,
    campaigns: Sequence[Campaign] = (),
    batch: int = 500,
    author_key: AuthorKey = PUBLIC_AUTHOR_KEY,
) -> FlowResult:
    """Everything that the flow tells of these lines."""
    campaigns = campaigns or [campaign()]
    flow = Flow(campaigns, Tagger(campaigns), author_key=author_key)
    told = [flow.take(records(lines[at : at + batch])) for at in range(0, len(lines), batch)]
    return join_results([*told, flow.finish()])


def join_results(parts: Sequence[FlowResult]) -> FlowResult:
    """Several batches' worth as one."""
    counts: Counter[tuple[str, str]] = Counter()
    for part in parts:
        counts.update(part.counts)
    return FlowResult(
        tuple(each for part in parts for each in part.windows),
        tuple(each for part in parts for each in part.signals),
        tuple(each for part in parts for each in part.rejections),
        counts,
        tuple(each for part in parts for each in part.draws),
    )


def shuffle_lines(lines: Sequence[bytes], *, within: Millis, seed: int = 1) -> list[bytes]:
    """The lines in another order, none of them later than `within` behind the latest before it."""
    rng = random.Random(seed)
    at = [msgspec.json.decode(line)["created_at"] for line in lines]
    moved = [_millis(when) + rng.uniform(0, within) for when in at]
    return [lines[place] for place in sorted(range(len(lines)), key=moved.__getitem__)]


def _millis(when: str) -> float:
    return datetime.fromisoformat(when).timestamp() * 1000


LATENESS: Millis = round(Policy().time.closing_lateness_minutes / 60 * HOUR_MS)
