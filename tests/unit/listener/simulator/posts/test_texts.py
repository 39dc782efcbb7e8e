"""Texts: whole sentences with the campaign's words in them, and seldom the same ones."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listener.simulator import load_scenario, simulate
from listener.simulator.posts.phrases import CORES
from listener.simulator.posts.texts import TEXT_DRAWS, act_of_text, compose_text
from models.tags import Stage, Stance
from pipelines.tags import Tagger

KINDS = list(product(Stage, (Stance.SUPPORT, Stance.NEUTRAL, Stance.OPPOSE)))
DRAWS = st.lists(st.integers(0, 2**31 - 1), min_size=TEXT_DRAWS, max_size=TEXT_DRAWS)


@given(kind=st.sampled_from(KINDS), draws=DRAWS)
def test_a_text_is_whole_names_the_story_and_is_the_same_for_the_same_draws(
    kind: tuple[Stage, Stance], draws: list[int]
) -> None:
    text = compose_text(*kind, draws, "relief fund")
    assert "relief fund" in text
    assert not set("[]{}|\n") & set(text)
    assert "  " not in text
    assert compose_text(*kind, draws, "relief fund") == text


@pytest.mark.parametrize("kind", KINDS)
def test_every_core_comes_up_whole_and_has_an_act(kind: tuple[Stage, Stance]) -> None:
    for number in range(len(CORES[kind])):
        text = compose_text(*kind, [0, number, 0, number], "harbour fair")
        assert "harbour fair" in text
        assert act_of_text(*kind, [0, number, 0, number])


def test_people_who_say_the_same_seldom_share_a_text() -> None:
    audience = simulate(load_scenario("demo"), authors=400, days=14, seed=3).audiences[0]
    posts = [audience.post(index, False) for index in range(audience.posts.day.size)]
    authors: dict[int, set[str]] = {}
    clusters = [tags.copy for tags in Tagger().tag(posts)]
    for post, cluster in zip(posts, clusters, strict=True):
        if cluster is not None:
            authors.setdefault(cluster, set()).add(post.author)
    shared = [each for each in clusters if each is not None and len(authors[each]) > 3]
    assert len(posts) > 400
    assert len(shared) < 0.1 * len(posts)
