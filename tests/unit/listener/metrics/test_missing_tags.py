"""A tagger that stops tagging is seen within a hundred posts, by what it no longer says."""

from msgspec.structs import replace

from listener.metrics.missing_tags import POSTS_JUDGED as POSTS
from listener.metrics.missing_tags import MissingTags
from models.journeys import TaggedPost
from models.tags import Tags
from pipelines.intake import Intake
from pipelines.tags import Tagger
from tests.making import MONDAY, campaign, post, records

WORDS = (
    "I gave my tent to #rebuild today",
    "Proud of what my neighbours did for #rebuild",
    "Can I sign up for #rebuild?",
)


def tagged(number: int) -> list[TaggedPost]:
    """Posts as our own tagger tags them."""
    lines = [post(each, f"a{each}", MONDAY, text=WORDS[each % 3], tags=None) for each in range(number)]
    batch = Intake([campaign()], Tagger([campaign()])).take(records(lines))
    return [message for _, message in batch.outgoing if isinstance(message, TaggedPost)]


POSTS_TAGGED = tagged(2 * POSTS)


def test_nothing_is_said_before_a_hundred_posts() -> None:
    missing = MissingTags()
    missing.add(POSTS_TAGGED[: POSTS - 1])
    assert missing.ratios() == {}


def test_a_tagger_that_works_misses_few() -> None:
    missing = MissingTags()
    missing.add(POSTS_TAGGED)
    assert missing.ratios()[("language",)] == 0.0
    assert missing.ratios()[("act",)] < 0.8


def test_one_that_stops_is_seen_a_hundred_posts_later_and_no_sooner() -> None:
    missing = MissingTags()
    missing.add(POSTS_TAGGED)
    silent = [replace(each, tags=Tags()) for each in POSTS_TAGGED[:POSTS]]
    missing.add(silent[:-1])
    assert missing.ratios()[("language",)] < 1.0
    missing.add(silent[-1:])
    assert set(missing.ratios().values()) == {1.0}


def test_posts_that_arrive_with_tags_say_nothing_of_the_tagger() -> None:
    lines = [post(each, f"a{each}", MONDAY) for each in range(2 * POSTS)]
    missing = MissingTags()
    missing.add(message for _, message in Intake([campaign()], Tagger([campaign()])).take(records(lines)).outgoing)
    assert missing.ratios() == {}
