"""Simulated audiences: what a scenario says is what its posts and its truth show."""

from collections import Counter
from itertools import islice

import msgspec
import numpy as np
import pytest

from listener.simulator import Scenario, Simulation, load_scenario, parse_scenario, simulate
from listener.simulator.simulate import SimulatedAudience, simulate_audiences
from models.errors import ScenarioError
from models.posts import Kind, Post
from models.tags import Stage

QUIET = "likes: 0\nreplies: 0\nday_mood: 0\njitter_days: 0\n"
CALM = f"scenario: calm\nstory: Nothing happens.\n{QUIET}audiences:\n  - share: 0.2\n"


def scenario(more: str = "", text: str = CALM) -> Scenario:
    return parse_scenario(text + more, "test")


def posts(simulation: Simulation, *, tagged: bool = True) -> list[Post]:
    return [msgspec.json.decode(line, type=Post) for line in simulation.lines(tagged=tagged)]


def audience(story: Scenario, *, authors: int = 2_000, days: int = 28, seed: int = 1) -> SimulatedAudience:
    return next(iter(simulate_audiences(story, authors=authors, days=days, seed=seed)))


def test_the_same_seed_gives_the_same_bytes() -> None:
    one, two, other = (
        simulate(load_scenario("celebrity-spike"), authors=100, days=16, seed=seed) for seed in (1, 1, 2)
    )
    lines = [b"".join(each.lines(tagged=True)) for each in (one, two, other)]
    assert lines[0] == lines[1] != lines[2]
    assert one.truth == two.truth


def test_every_line_is_a_post_and_the_size_is_told_before() -> None:
    simulation = simulate(load_scenario("demo"), authors=100, days=20, seed=3)
    assert len(posts(simulation)) == simulation.size


def test_ids_are_unique_and_replies_answer_earlier_posts() -> None:
    found_posts = posts(simulate(load_scenario("stationary"), authors=300, days=14, seed=1))
    at = {post.id: post.created_at for post in found_posts}
    assert len(at) == len(found_posts)
    replies = [post for post in found_posts if post.kind is Kind.REPLY]
    assert replies
    assert all(at[post.in_reply_to or ""] <= post.created_at for post in replies)


def test_tags_come_only_when_asked_for() -> None:
    simulation = simulate(scenario(), authors=50, days=5, seed=1)
    assert all(post.tags is None for post in posts(simulation, tagged=False))
    assert all(post.tags is not None for post in posts(simulation, tagged=True))


def test_likes_and_reposts_say_nothing_of_their_own() -> None:
    liked = posts(simulate(scenario(text=CALM.replace("likes: 0", "likes: 5")), authors=100, days=5, seed=1))
    activity = [post for post in liked if post.kind.is_activity]
    assert {post.kind for post in activity} == {Kind.LIKE, Kind.REPOST}
    said = {post.id: (post.text, post.tags) for post in liked if not post.kind.is_activity}
    assert all(post.text in (None, said[post.in_reply_to or ""][0]) for post in activity)


def test_texts_are_many_and_copies_are_few() -> None:
    spoken = posts(simulate(load_scenario("long-lived-bots"), authors=300, days=20, seed=1))
    texts = Counter(post.text for post in spoken if post.text)
    copies = [count for _, count in texts.most_common(3)]
    others = sum(texts.values()) - sum(copies)
    assert min(copies) > 100
    assert others / (len(texts) - 3) < 1.2


def test_every_post_names_the_story() -> None:
    assert all(
        "relief fund" in (post.text or "") for post in posts(simulate(scenario(), authors=100, days=5, seed=1))
    )


def test_a_perfect_tagger_shows_the_true_share() -> None:
    story = scenario("lurkers: 0\ntagger: {sensitivity: 1, false_positive: 0}")
    spoken = audience(story)
    first = np.unique(spoken.posts.author, return_index=True)[1]
    assert np.mean(spoken.traits.tagged[first] >= 1) == pytest.approx(0.2, abs=0.03)


def test_a_faulty_tagger_shows_what_its_faults_make_of_it() -> None:
    spoken = audience(scenario("tagger: {sensitivity: 0.6, false_positive: 0.1}"), authors=5_000)
    beyond = spoken.traits.shown >= 1
    assert np.mean(spoken.traits.tagged[beyond] >= 1) == pytest.approx(0.6, abs=0.03)
    assert np.mean(spoken.traits.tagged[~beyond] >= 1) == pytest.approx(0.1, abs=0.02)


def test_half_lurk_and_a_few_write_most() -> None:
    counts = np.bincount(audience(scenario()).posts.author, minlength=2_000)
    top = np.sort(counts)[-200:].sum() / counts.sum()
    assert 0.35 < np.mean(counts <= 1) < 0.65
    assert top > 0.4


def test_days_have_a_rhythm() -> None:
    hours = (audience(scenario()).posts.day * 24).astype(int) % 24
    by_hour = np.bincount(hours, minlength=24)
    assert by_hour[17:22].mean() > 3 * by_hour[2:7].mean()


def test_replies_excite_replies() -> None:
    spoken = audience(scenario(text=CALM.replace("replies: 0", "replies: 0.5")))
    share = np.mean(spoken.posts.parent >= 0)
    assert share == pytest.approx(0.5, abs=0.05)


def test_an_outage_silences_the_channel() -> None:
    channels = "    channels: [{name: a}, {name: b, volume: {start: 1, changes: [{day: 5, to: 0, for_hours: 48}]}}]\n"
    spoken = audience(parse_scenario(CALM + channels, "test"), days=10)
    during = (spoken.posts.day >= 5) & (spoken.posts.day < 7)
    channel = spoken.population.channel[spoken.posts.author]
    assert not np.any(channel[during] == 1)
    assert np.any(channel[during] == 0)


def test_bought_accounts_change_their_voice_when_they_wake() -> None:
    group = "    groups: [{name: bought, who: bought, size: 0.2, wakes_day: 10, posts_per_day: 3}]\n"
    spoken = audience(parse_scenario(CALM + group, "test"), days=20)
    bought = spoken.population.group[spoken.posts.author] == 0
    before, after = bought & (spoken.posts.day < 10), bought & (spoken.posts.day >= 10)
    assert np.mean(spoken.traits.shown[before] >= 1) < 0.4
    assert np.mean(spoken.traits.shown[after] >= 1) == 1.0
    assert after.sum() > 5 * before.sum()
    assert spoken.truth.share_by_day[-1] < spoken.truth.share_by_day[0]


def test_a_loud_minority_counts_in_the_truth_as_what_it_is() -> None:
    group = "    groups: [{name: loud, who: members, size: 0.1, posts_per_day: 4}]\n"
    truth = audience(parse_scenario(CALM + group, "test")).truth
    assert truth.share_by_day[0] == pytest.approx(0.1 + 0.9 * 0.2, abs=0.005)
    assert truth.ready_hour is None


def test_readiness_must_last_for_seven_days() -> None:
    def ready(for_hours: int) -> int | None:
        change = f"{{start: 0.1, changes: [{{day: 5, to: 0.6, for_hours: {for_hours}}}]}}"
        return audience(scenario(text=CALM.replace("0.2", change)), authors=300).truth.ready_hour

    assert ready(6 * 24) is None
    assert ready(7 * 24) == 5 * 24


def test_behaviour_that_nobody_supports_is_no_readiness() -> None:
    assert audience(load_scenario("only-behaviour"), authors=300).truth.ready_hour is None


@pytest.mark.parametrize("name", ["boundary", "celebrity-spike", "large-minority", "aged-bots", "mix-shift"])
def test_stories_of_nobody_ready_are_true(name: str) -> None:
    assert audience(load_scenario(name), authors=600).truth.ready_hour is None


def test_late_posts_arrive_late_and_duplicates_twice() -> None:
    story = scenario("late: {share: 0.5, hours: 24}\nduplicates: 0.5\n")
    arrived = posts(simulate(story, authors=300, days=10, seed=1))
    disorder = sum(b.created_at < a.created_at for a, b in zip(arrived, islice(arrived, 1, None), strict=False))
    assert disorder > len(arrived) * 0.2
    assert max(Counter(post.id for post in arrived).values()) == 2


def test_two_audiences_share_one_stream() -> None:
    simulation = simulate(load_scenario("two-audiences"), authors=400, days=20, seed=1)
    names = {post.tags.audience for post in posts(simulation) if post.tags}
    assert names == {"locals", "diaspora"}
    assert [truth.audience for truth in simulation.truth.truths] == ["locals", "diaspora"]


def test_deeper_stages_are_reached_by_fewer() -> None:
    story = parse_scenario(CALM + "    deeper: {desire: 0.1, action: 0.03}\n", "test")
    shown = np.bincount(audience(story, authors=5_000).traits.shown, minlength=len(Stage))
    assert shown[1] > shown[2] > shown[3] > 0


def test_each_chapter_has_a_truth_of_its_own() -> None:
    deeper = "    deeper: {action: 0.1, desire: {start: 0.1, changes: [{day: 9, to: 0.4}]}}\n"
    story = parse_scenario(CALM.replace("0.2", "{start: 0.2, changes: [{day: 5, to: 0.6}]}") + deeper, "test")
    truths = simulate(story, authors=300, seed=1).truth.truths
    assert [(truth.stage, truth.ready_hour) for truth in truths] == [
        ("interest", 5 * 24),
        ("desire", 9 * 24),
        ("action", None),
    ]
    assert [truth.ready_at and truth.ready_at.date().isoformat() for truth in truths] == [
        "2025-01-11",
        "2025-01-15",
        None,
    ]


@pytest.mark.parametrize(("field", "number"), [("authors", 0), ("authors", 10**9), ("days", 0), ("days", 10_000)])
def test_impossible_numbers_are_refused(field: str, number: int) -> None:
    with pytest.raises(ScenarioError, match=rf"^{field}: "):
        simulate(scenario(), **{field: number})
