"""The contract on paper is the contract in the code, and its schemas hold for what we write."""

from pathlib import Path

import jsonschema
import msgspec
import pytest
import yaml

from listener.kafka.asyncapi import CARRIED, describe_contract, render_contract
from listener.kafka.topics import ALERTS, CURSORS, STATE, TOPICS, TRACKED
from models.posts import Post
from tests.making import MONDAY, post, run, stream

FILE = Path(__file__).parents[4] / "deploy" / "asyncapi.yaml"


def schema(name: str) -> dict[str, object]:
    whole = describe_contract()
    return {"$ref": f"#/components/schemas/{name}", "components": whole["components"]}


def test_the_file_is_what_the_code_makes() -> None:
    assert FILE.read_text(encoding="utf-8") == render_contract(), "run `make schemas`"


def test_every_topic_but_our_own_memory_is_described() -> None:
    assert set(CARRIED) == {topic.name for topic in TOPICS} - {STATE, ALERTS, TRACKED, CURSORS}


def test_every_reference_points_at_something() -> None:
    whole = yaml.safe_load(render_contract())
    for name in (part.split('"')[0] for part in msgspec.json.encode(whole).decode().split('"$ref":"#/')[1:]):
        place = whole
        for step in name.split("/"):
            place = place[step]


def test_our_signals_keep_the_contract() -> None:
    told = run(stream(authors=60, days=4))
    for signal in told.signals:
        jsonschema.validate(msgspec.json.decode(msgspec.json.encode(signal)), schema("Signal"))


def test_a_post_keeps_the_contract_and_one_without_an_id_does_not() -> None:
    good = msgspec.json.decode(post(1, "a", MONDAY))
    jsonschema.validate(good, schema(Post.__name__))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**good, "id": None}, schema(Post.__name__))
