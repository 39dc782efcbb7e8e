"""Answers: every key is a label, and what a post shows has a key."""

from datetime import UTC, datetime
from itertools import product

import pytest

from listener.labelling.label_keys import ANSWERS, FOR, KEYS, find_label_key, to_label
from models.labels import LabelDraw
from models.tags import Stage, Stance

AT = datetime(2026, 5, 4, 12, tzinfo=UTC)
DRAWN = LabelDraw("fund", "all", "0123456789abcdef", "web", AT, AT)


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_a_label_of_the_post_that_was_asked_about(key: str) -> None:
    label = to_label(DRAWN, "anna", key, AT)
    assert (label.campaign, label.audience, label.post) == (DRAWN.campaign, DRAWN.audience, DRAWN.post)
    assert label.cannot_tell == (key == "?")


def test_six_keys_and_a_plus_before_those_that_say_nothing_of_the_side() -> None:
    assert (len(ANSWERS), set(KEYS) - set(ANSWERS)) == (6, {"+1", "+2"})
    assert to_label(DRAWN, "anna", "2", AT).side == 0
    assert to_label(DRAWN, "anna", "+2", AT).side == 1
    assert to_label(DRAWN, "anna", "+2", AT).stage is Stage.INTEREST


@pytest.mark.parametrize(("stage", "stance"), list(product(Stage, Stance)))
def test_whatever_a_post_shows_has_a_key_that_says_no_more_than_that(stage: Stage, stance: Stance) -> None:
    key = find_label_key(stage, stance)
    label = to_label(DRAWN, "anna", key, AT)
    assert key in KEYS
    if stance is Stance.OPPOSE:
        assert (label.stage, label.stance) == (Stage.AWARENESS, Stance.OPPOSE)
    else:
        assert label.stage is stage
        assert label.side == 1 or (stance is not Stance.SUPPORT and not key.startswith(FOR))
