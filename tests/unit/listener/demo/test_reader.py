"""The demo's reader says what the words of a post show, some hours after it was drawn."""

import pytest
from msgspec.structs import replace

from listener.demo.reader import READING_TIME, SimulatedReader
from listener.demo.script import Script, load_script
from listener.labelling.label_keys import find_label_key, to_label
from listener.settings import Settings
from models.author_keys import PUBLIC_AUTHOR_KEY, pseudonym_of_post
from models.labels import LabelDraw
from models.posts import Kind
from models.sketches import hash64


@pytest.fixture(scope="module")
def script() -> Script:
    return load_script(seed=0, authors=30)


@pytest.fixture(scope="module")
def reader(script: Script) -> SimulatedReader:
    return SimulatedReader(Settings(), script)


def draw(script: Script, post: str) -> LabelDraw:
    key = PUBLIC_AUTHOR_KEY.panel_key(script.campaign.name)
    return LabelDraw("relief-fund", "locals", pseudonym_of_post(key, hash64(post)), "web", script.start, script.end)


def test_each_post_is_read_as_its_words_were_meant(script: Script, reader: SimulatedReader) -> None:
    audience = script.simulation.audiences[0]
    for index, (post, shown) in enumerate(script.simulation.list_meanings()):
        drawn = draw(script, post)
        assert audience.post(index, False).id == post
        assert audience.post(index, False).kind is not Kind.LIKE
        at = drawn.drawn + READING_TIME
        assert reader.labels_for(drawn) == [to_label(drawn, "anna", find_label_key(*shown), at)]


def test_two_read_what_two_are_asked_to(script: Script, reader: SimulatedReader) -> None:
    post, _ = next(script.simulation.list_meanings())
    said = reader.labels_for(replace(draw(script, post), readers=2))
    assert [each.reader for each in said] == ["anna", "ben"]
    assert said[0].stage == said[1].stage
