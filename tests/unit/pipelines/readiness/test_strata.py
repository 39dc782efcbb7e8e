"""Strata: whose votes are summed apart."""

from models.policy import Policy
from pipelines.readiness.strata import sum_by_stratum
from tests.unit.pipelines.readiness.audience import WEEK_MS, vote


def test_strata_tell_the_steady_from_the_loud_and_the_new() -> None:
    some = [
        vote(400, author=1, age_days=16.0, active_days=3),
        vote(400, author=2, age_days=16.0, active_days=14),
        vote(400, author=3, age_days=16.0, active_days=4, recent_days=5),
        vote(400, author=4, age_days=2.0, active_days=2),
    ]
    found = sum_by_stratum(some, WEEK_MS, Policy())
    assert {name: row.votes for name, row in found.items()} == {
        "busy:bluesky": 2.0,
        "core:bluesky": 1.0,
        "new:bluesky": 1.0,
    }
