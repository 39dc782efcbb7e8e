"""Accounts that were bought carry no `authors:` chapter among real posts, where a plain count of authors would.

The posts are real, their four days spread over a month; the accounts are ours, and say what others said.
"""

import random
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec
from msgspec.structs import replace

from listener.campaign_file.loading import load_files
from models.campaigns import Campaign, Chapter, ReadyWhen
from models.decisions import CheckCode, Decision, DecisionKind
from models.posts import DAY_MS, HOUR_MS, Millis, Post, instant, millis
from models.tags import Stage
from tests.making import STONKS, dirty_posts, run

SPREAD = 8  # times as slow as they came
WANTED = 140  # authors: some more than come back by themselves in the month
ACCOUNTS, BOUGHT_ON = 109, 16  # the day


def asks_for_authors() -> Campaign:
    (campaign,) = load_files([str(STONKS)])
    (audience,) = campaign.audiences
    chapters = (Chapter("hear", Stage.AWARENESS, "Look", ReadyWhen(authors=WANTED)), audience.chapters[-1])
    return replace(campaign, audiences=(replace(audience, chapters=chapters),))


@cache
def real_posts() -> Sequence[Post]:
    lines = [line.decode("utf-8", "replace") for line in dirty_posts().read_bytes().splitlines()]
    posts = sorted((msgspec.json.decode(line, type=Post) for line in lines), key=lambda post: post.created_at)
    start = millis(posts[0].created_at)
    return [replace(post, created_at=instant(start + SPREAD * (millis(post.created_at) - start))) for post in posts]


def bought_posts() -> Iterator[Post]:
    """Each account says every second day what somebody else has said by then."""
    rng, real = random.Random(1), real_posts()
    start = millis(real[0].created_at)
    for number in range(ACCOUNTS):
        for day in range(BOUGHT_ON + number % 2, 31, 2):
            at: Millis = start + day * DAY_MS + rng.randrange(24) * HOUR_MS
            source = rng.choice(real[: len(real) // 2])
            yield replace(source, id=f"bought:{number}:{day}", author=f"bought{number}", created_at=instant(at))


def decisions(posts: Sequence[Post]) -> tuple[Decision, ...]:
    lines = [msgspec.json.encode(post) for post in sorted(posts, key=lambda post: post.created_at)]
    return run(lines, campaigns=[asks_for_authors()]).decisions


def holds(decision: Decision, code: CheckCode) -> bool:
    return any(check.code is code and check.holds for check in decision.checks)


def test_bought_accounts_among_real_posts_carry_no_number_of_authors() -> None:
    told = decisions([*real_posts(), *bought_posts()])
    assert DecisionKind.ADVANCE not in {decision.decision for decision in told}
    counted = [decision for decision in told if holds(decision, CheckCode.RETURNING_AUTHORS)]
    assert len(counted) > 5 * 24, "a plain count would have told days ago"
    assert not any(holds(decision, CheckCode.STEADY_AUTHORS) for decision in counted)


def test_without_them_nobody_would_have_counted_so_many() -> None:
    assert not any(holds(decision, CheckCode.RETURNING_AUTHORS) for decision in decisions(real_posts()))
