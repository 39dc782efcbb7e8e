"""What exact sampling costs: authors that a partition passes on and tracks, and time to close an hour."""

import random
import time
from collections.abc import Iterator, Sequence

from models.policy import Policy
from models.posts import HOUR_MS, WEEK_MS
from models.shards import ShardedMap
from pipelines.journeys.panel import Outsiders, Panel, drop_absent, sample_hour
from pipelines.sampling import Sampler
from tests.benchmarks.report import Figure
from tests.making import MONDAY
from tests.unit.pipelines.journeys.test_authors import pending_post

POLICY = Policy()
POOL = POLICY.eligibility.newcomer_pool
WEEK_HOURS = WEEK_MS // HOUR_MS
FEW, MANY = POLICY.eligibility.panel_size // 10, POLICY.eligibility.panel_size * 50
HOUR_POSTS = 1_000


def figures() -> Iterator[Figure]:
    """Of an audience of fifty panels, over six weeks; baselines: everybody, the pool, an audience of a tenth."""
    sampler, passed = Sampler(POLICY), 0
    for hour in range(6 * WEEK_HOURS):
        passed += sum(sampler.offer(author, MONDAY + hour * HOUR_MS) for author in _speakers(MANY, hour))
    everybody = 6 * WEEK_HOURS * HOUR_POSTS
    yield Figure("posts passed on by one partition, 50 panels of authors; baseline: all", passed, "posts", everybody)
    yield Figure(
        "authors tracked by one partition, 50 panels; baseline: newcomers' pool", len(sampler), "authors", POOL
    )
    many, few = _closing_seconds(MANY), _closing_seconds(FEW)
    yield Figure("sampling an hour of 1,000 posts, 50 panels; baseline: 0.1 panels", many * 1e3, "ms", few * 1e3)


def _speakers(authors: int, hour: int) -> Sequence[int]:
    """Who posts in an hour, some more than others: a few of the `authors` hashes spread over all there are."""
    rng = random.Random(hour)
    return [round(rng.random() ** 2 * authors) * 2_654_435_761 * 2**31 % 2**63 for _ in range(HOUR_POSTS)]


def _closing_seconds(authors: int) -> float:
    """Mean processor time of an hour, of five weeks of which every seventh hour has posts."""
    panel: Panel = ShardedMap.empty(512)
    outsiders: Outsiders = ShardedMap.empty(64)
    hours = range(MONDAY // HOUR_MS, MONDAY // HOUR_MS + 5 * WEEK_HOURS, 7)
    spent = 0.0
    for hour in hours:
        posts = [
            pending_post(hour * HOUR_MS, hour << 20 | n, author=id) for n, id in enumerate(_speakers(authors, hour))
        ]
        start = time.process_time()
        if hour % WEEK_HOURS < 7:
            panel, outsiders = drop_absent(panel, outsiders, hour, POLICY)
        sampled = sample_hour(panel, outsiders, hour, posts, POLICY)
        spent += time.process_time() - start
        panel, outsiders = sampled.panel, sampled.outsiders
    return spent / len(hours)
