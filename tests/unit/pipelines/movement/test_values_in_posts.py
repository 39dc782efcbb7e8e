"""Values in posts: what contradicts a campaign's values is found by its own words."""

from datetime import UTC, datetime

import pytest

from listener.campaign_file import load_campaign
from models.errors import CampaignError
from models.posts import Post
from pipelines.movement import MovementReader
from pipelines.movement.values_in_posts import ValueReader
from pipelines.tags import Tagger
from tests.making import MONDAY, NOW, post
from tests.unit.listener.campaign_file.test_campaign import GOOD

CAMPAIGN = load_campaign(GOOD + "\nvalues: {dignity: [poor things, helpless]}\n", "garden.yaml")


def a_post(text: str) -> Post:
    return Post("web:1", "web", "a", datetime(2025, 3, 1, tzinfo=UTC), text=text)


def test_words_that_contradict_a_value_mark_the_post() -> None:
    reader, found = ValueReader(CAMPAIGN.values), ("contradicts:dignity",)
    texts = {"Those POOR THINGS!": found, "things are poor": (), "#helpless": found}
    assert {text: reader.find_marks(a_post(text)) for text in texts} == texts
    assert ValueReader({}).find_marks(a_post("poor things")) == ()


def test_a_value_without_words_is_a_mistake() -> None:
    with pytest.raises(CampaignError, match="the words that contradict this value"):
        load_campaign(GOOD + "\nvalues: {dignity: []}\n", "garden.yaml")


def test_the_marks_come_with_the_posts_that_are_read() -> None:
    reader = MovementReader(CAMPAIGN, Tagger([CAMPAIGN]))
    tags = {"campaign": "garden", "audience": "street", "stage": "awareness", "stance": "support"}
    reader.take([post(1, "a1", MONDAY, text="those poor things", tags=tags)], NOW)
    days = [day for each in reader.samples["street"].travellers.values() for day in each.days]
    assert ["contradicts:dignity" in day.marks for day in days] == [True]
