"""The contract on paper is the contract in the code, and its schemas hold for what we write."""

from pathlib import Path

import jsonschema
import msgspec
import pytest
import yaml

from listener.campaign_file import load_campaign
from listener.kafka.asyncapi import CARRIED, RECORD_KEYS, describe_contract, read_examples, render_contract
from listener.kafka.topics import ALERTS, CURSORS, POSTS, REJECTED, SIGNALS, STATE, TAGGED, TOPICS, TRACKED
from models.author_keys import PUBLIC_AUTHOR_KEY
from models.posts import DAY_MS, Post
from pipelines.flow import Flow
from pipelines.tags import Tagger
from tests.making import MONDAY, post, records, run, stream
from tests.promised import HARBOUR, promised_posts

BRAND = load_campaign(HARBOUR, "harbour.yaml")
AFTERWARDS = MONDAY + 9_000 * DAY_MS  # when its posts were received: all of them are past
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


def test_whatever_a_replay_tells_keeps_the_contract() -> None:
    """Signals, decisions, draws and rejections of posts; a brand's ledger and what is told of its commitments."""
    posts = run([*stream(authors=60, days=10), b"{bad", b'{"id":"x"}'])
    flow = Flow([BRAND], Tagger([BRAND]))
    brand = [flow.take(records(list(promised_posts(PUBLIC_AUTHOR_KEY)), AFTERWARDS)), flow.finish()]
    told = {
        "Signal": posts.signals,
        "Decision": [*posts.decisions, *(told for each in brand for told in each.decisions)],
        "LabelDraw": posts.draws,
        "Rejection": posts.rejections,
        "CommitmentSignal": [told for each in brand for told in each.told],
        "LedgerEntry": [entry for each in brand for entry in each.entries],
    }
    for name, found in told.items():
        assert found, name
        check = jsonschema.Draft202012Validator(schema(name))
        for record in found[:200]:
            check.validate(msgspec.json.decode(msgspec.json.encode(record)))


def test_a_post_keeps_the_contract_and_one_without_an_id_does_not() -> None:
    good = msgspec.json.decode(post(1, "a", MONDAY))
    jsonschema.validate(good, schema(Post.__name__))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**good, "id": None}, schema(Post.__name__))


EXAMPLES = read_examples()
WITHOUT_EXAMPLES = {"TermsChange", "AudienceMovement"}  # long, and written by our own commands alone


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_keeps_the_contract_and_is_read_by_the_code_to_its_last_field(name: str) -> None:
    jsonschema.validate(EXAMPLES[name], schema(name))
    kind = next(each for some in CARRIED.values() for each in some if each.__name__ == name)
    read = msgspec.json.decode(msgspec.json.encode(EXAMPLES[name]), type=kind)
    written = msgspec.json.decode(msgspec.json.encode(read))
    assert {field: written[field] for field in EXAMPLES[name]} == EXAMPLES[name]


def test_every_record_that_others_read_or_write_has_an_example() -> None:
    ours = {each.__name__ for topic, some in CARRIED.items() if topic != TAGGED for each in some}
    assert ours - WITHOUT_EXAMPLES == set(EXAMPLES)


def test_every_topic_names_its_key_but_the_one_without() -> None:
    assert set(RECORD_KEYS) == set(CARRIED) - {REJECTED}
    channels = describe_contract()["channels"]
    assert channels[SIGNALS]["messages"]["Signal"]["bindings"]["kafka"]["key"]["description"] == "campaign|audience"
    assert channels[SIGNALS]["messages"]["CommitmentSignal"]["bindings"]["kafka"]["key"]["description"] == "campaign"
    assert "bindings" not in channels[POSTS]["messages"]["Mark"]


def test_fields_are_described_by_the_comments_beside_them() -> None:
    fields = describe_contract()["components"]["schemas"]["Evidence"]["properties"]
    assert fields["share"]["description"] == "of voting authors at or beyond the chapter's stage"
    assert "description" not in fields["threshold"]
