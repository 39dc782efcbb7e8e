"""Measuring: what is told of authors whose language the tagger does not read."""

from listener.campaign_file import load_campaign
from models.measured import Measured
from models.movement import AudienceMovement
from pipelines.movement import add_observations, measure_movement, new_sample
from tests.unit.listener.campaign_file.test_campaign import GOOD
from tests.unit.pipelines.movement.planted import EVERYBODY, FIRST_DAY, a_day

CAMPAIGN = load_campaign(GOOD, "garden.yaml")


def measured(readers: int, others: int) -> AudienceMovement:
    """English authors, and Finnish ones."""
    days = [
        (id, a_day(FIRST_DAY + id % 30, marks=("language:en" if id <= readers else "language:fi",)))
        for id in range(1, readers + others + 1)
    ]
    return measure_movement(add_observations(new_sample(), days, EVERYBODY), CAMPAIGN, CAMPAIGN.audiences[0])


def test_who_writes_in_a_language_that_is_not_read_is_counted_apart_and_a_few_are_not_told() -> None:
    assert measured(60, 40).unread.value == 0.4
    assert measured(100, 0).unread.value == 0.0
    assert measured(95, 5).unread == Measured()


def test_where_nothing_rises_there_is_no_peak_that_was_planned_or_not() -> None:
    found = measured(90, 0)
    assert found.momentum.rises == ()
    assert found.community is not None
    assert found.community.peaks == ()
