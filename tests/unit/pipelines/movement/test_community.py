"""Community: hashtags that the campaign did not use, whose they are, and what was planned."""

from datetime import UTC, datetime

import msgspec
import numpy as np
import pytest

from listener.campaign_file import load_campaign
from models.community import CommunityFigures
from models.movement import MovementSample, TravelDay
from models.posts import Post
from models.tags import Tags
from pipelines.movement import MovementReader, add_observations, new_sample
from pipelines.movement.chapter_spans import ChapterSpan
from pipelines.movement.community import measure_community
from pipelines.movement.grid import date_of, make_grid
from pipelines.movement.momentum import find_momentum
from pipelines.movement.observing import list_marks
from pipelines.movement.travellers import add_own
from pipelines.tags import Tagger
from tests.unit.listener.campaign_file.test_campaign import GOOD
from tests.unit.pipelines.movement.planted import EVERYBODY, FIRST_DAY, decaying, renewing, sample_of

CAMPAIGN = load_campaign(GOOD, "garden.yaml")
SPANS = [ChapterSpan("hear", FIRST_DAY, FIRST_DAY + 30), ChapterSpan("dig", FIRST_DAY + 30, FIRST_DAY + 80)]


def measured(sample: MovementSample) -> CommunityFigures:
    grid = make_grid(sample)
    peaks = find_momentum(grid, CAMPAIGN.policy).peaks
    found = measure_community(sample, grid, CAMPAIGN, SPANS, peaks)
    assert found is not None
    return found


def crowd(tag: str, authors: range, days: range, *, met: bool = False) -> list[tuple[int, TravelDay]]:
    """Authors who write a hashtag on one of these days each; every author speaks every ten days."""
    marks = (*(("met:dig",) if met else ()), f"written:{tag}")
    used = [(id, a_day(days[id % len(days)], marks)) for id in authors]
    return [*used, *((id, a_day(day, ())) for id in authors for day in range(id % 10, 80, 10))]


def a_day(day: int, marks: tuple[str, ...]) -> TravelDay:
    return TravelDay(FIRST_DAY + day, True, 0, False, False, False, marks, ((1_000 * day, 0),))


def test_what_rises_and_who_invited_it() -> None:
    days = [
        *crowd("ourbeds", range(200), range(53, 80), met=True),
        *crowd("steady", range(300, 500), range(24, 80)),
        *crowd("few", range(600, 609), range(53, 80)),
        *crowd("plantit", range(700, 800), range(53, 80)),
    ]
    found = {each.tag: each for each in measured(add_observations(new_sample(), days, EVERYBODY)).coined}
    assert set(found) == {"ourbeds", "steady"}  # `plantit` is the campaign's, and nine authors are nobody
    assert {tag: each.is_rising for tag, each in found.items()} == {"ourbeds": True, "steady": False}
    assert (found["ourbeds"].chapter, found["ourbeds"].met_call.value) == ("dig", 1.0)
    assert found["ourbeds"].first_day == date_of(FIRST_DAY + 53)
    low, high = found["steady"].growth.low, found["steady"].growth.high
    assert low is not None
    assert high is not None
    assert low < 1 < high


@pytest.mark.parametrize("kind", ["place", "format", "initiative"])
def test_places_formats_and_initiatives_rise_as_hashtags_do(kind: str) -> None:
    name = "change.org/p/beds"
    marks = [(f"{kind}:{name}", range(53, 80), range(200)), (f"{kind}:few", range(53, 80), range(300, 309))]
    used = [(id, a_day(days[id % len(days)], (mark,))) for mark, days, authors in marks for id in authors]
    spoke = [(id, a_day(day, ())) for _, _, authors in marks for id in authors for day in range(id % 10, 80, 10)]
    sample = add_observations(new_sample(), [*used, *spoke], EVERYBODY)
    assert [(each.kind, each.tag, each.is_rising) for each in measured(sample).coined] == [(kind, name, True)]
    assert not measured(add_own(sample, {1: ("voice:brand", f"{kind}:{name}")})).coined


def test_what_an_own_account_wrote_is_not_the_communitys() -> None:
    sample = add_observations(new_sample(), crowd("ourbeds", range(200), range(53, 80)), EVERYBODY)
    assert measured(sample).coined
    assert not measured(add_own(sample, {1: ("voice:brand", "written:ourbeds")})).coined


def test_the_share_that_the_community_tells() -> None:
    sample = add_observations(new_sample(), crowd("x", range(100), range(80)), EVERYBODY)
    posts = sum(len(day.posts) for each in sample.travellers.values() for day in each.days)
    own = {2**62 + id: ("voice:brand",) for id in range(posts)}
    told = measured(add_own(sample, own)).told
    assert told.value == pytest.approx(0.5)
    assert told.low is not None
    assert told.low <= 0.5


def test_a_peak_with_a_release_is_planned_and_another_is_spontaneous() -> None:
    chance = np.random.default_rng(3)
    daily = decaying(300, 3, 80, begins=30) + decaying(200, 3, 80, begins=60, level=0)
    first, second = measured(sample_of(renewing(daily, 0.1, chance), chance)).peaks
    assert (first.chapters, second.chapters, first.events) == (("dig",), (), ())


def test_hashtags_are_one_in_every_form_and_a_post_full_of_them_keeps_its_themes() -> None:
    post = Post(
        "web:1",
        "web",
        "a",
        datetime(2025, 3, 1, tzinfo=UTC),
        text="#Our_Beds ＃ＯＵＲＢＥＤＳ #2025 &#x200B; &amp;#x200B;",
    )
    assert [each for each in list_marks(post, Tags()) if each.startswith("written:")] == ["written:ourbeds"]
    broken = msgspec.structs.replace(post, text="a space of no width &amp;#x200B; and &#8203; in HTML", hashtags=())
    assert not [each for each in list_marks(broken, Tags()) if each.startswith("written:")]
    many = msgspec.structs.replace(post, hashtags=tuple(f"tag{n}" for n in range(50)))
    marks = list_marks(many, Tags(themes=("soil",)))
    assert "theme:soil" in marks
    assert sum(each.startswith("written:") for each in marks) == 6


def test_posts_of_own_accounts_are_read_as_the_campaigns_and_of_nobody_else() -> None:
    reader = MovementReader(CAMPAIGN, Tagger([CAMPAIGN]))
    at = datetime(2025, 3, 1, tzinfo=UTC)
    posts = [
        Post(f"bluesky:{flag}", "bluesky", flag, at, text="#plantit #ourBeds", lang="en", author_flags=(flag,))
        for flag in ("brand", "bot")
    ]
    reader.take([msgspec.json.encode(each) for each in posts], 2**42)
    (marks,) = reader.samples["street"].own.values()
    assert {"voice:brand", "written:ourbeds"} <= set(marks)
    assert not len(reader.samples["street"].travellers)
