"""What is measured on posts written apart: the figures that the model card has, of the table that ships."""

from pathlib import Path

import pytest

from listener.training.data.written_acts import WrittenPost
from listener.training.measuring.posts_apart import measure_posts, measure_posts_apart
from pipelines.tags.acts.kinds import DeedKind


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    return {each.measure: each.value.value for each in measure_posts_apart(Path())}


def test_few_who_refuse_or_ask_are_taken_for_people_who_take_a_step(figures: dict[str, float]) -> None:
    assert figures["error: refusals and questions taken for a step"] <= 0.05


def test_few_who_take_a_step_are_taken_for_people_who_refuse(figures: dict[str, float]) -> None:
    assert figures["error: steps taken for refusals"] <= 0.03


def test_nobody_who_tells_of_harm_is_quoted(figures: dict[str, float]) -> None:
    assert figures["testimony seen"] >= 0.9
    assert figures["error: testimony quoted"] == 0


def test_a_measure_is_only_of_the_posts_that_it_is_about() -> None:
    post = WrittenPost("I just donated 20 dollars!", "en", DeedKind.ACT, frozenset(), "relief fund")
    sizes = {each.measure: (each.value.value, each.size) for each in measure_posts([post])}
    assert sizes["deeds seen, act and stage"] == (1.0, 1)
    assert "demands for an account seen" not in sizes
