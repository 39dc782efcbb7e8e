"""AsyncAPI: the contract of our topics, generated from the models, so that it cannot differ from the code.

`python -m listener.kafka.asyncapi FILE` writes it (`make schemas`); a test holds the file to the code.
"""

import sys
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec
import yaml

from listener.kafka.field_words import describe_fields, find_structs
from listener.kafka.topics import (
    COMMANDS,
    DECISIONS,
    ERASURES,
    LABELS,
    MOVEMENT,
    OUTCOMES,
    POSTS,
    READINESS,
    REJECTED,
    SIGNALS,
    TAGGED,
    TOPICS,
    UPDATES,
    Topic,
)
from models.accountability import CommitmentSignal, Demand
from models.bundles import Bundle
from models.commands import ChapterRelease, ReleaseWithdrawal, SignalVerdict
from models.decisions import Decision
from models.decoding import json_decoder
from models.erasures import ErasureRequest
from models.gaps import Gap
from models.journeys import TaggedPost
from models.labels import LabelDraw, PostLabel
from models.ledger import LedgerEntry, TermsChange, Update
from models.marks import Activity, Mark, Progress
from models.movement import AudienceMovement
from models.outcomes import OutcomeReport
from models.posts import Post
from models.redactions import Redaction
from models.rejections import Rejection
from models.signals import Signal

CARRIED: dict[str, tuple[type[msgspec.Struct], ...]] = {
    POSTS: (Post, Mark, Gap),
    TAGGED: (Bundle, TaggedPost, Progress, Activity, Gap, ErasureRequest, Update, TermsChange, Demand),
    DECISIONS: (Decision,),
    SIGNALS: (Signal, CommitmentSignal, Redaction),
    READINESS: (Signal,),
    OUTCOMES: (OutcomeReport,),
    COMMANDS: (ChapterRelease, ReleaseWithdrawal, SignalVerdict, Update, TermsChange),
    UPDATES: (LedgerEntry,),
    LABELS: (LabelDraw, PostLabel),
    MOVEMENT: (AudienceMovement,),
    ERASURES: (ErasureRequest,),
    REJECTED: (Rejection,),
}

# What records are keyed by, as text in UTF-8; a key has its own kinds, too, where others stand beside them.
_OF_AUDIENCE, _OF_CAMPAIGN = "campaign|audience", "campaign"
RECORD_KEYS: dict[str, str] = {
    POSTS: "the author's pseudonym",
    TAGGED: _OF_AUDIENCE,
    DECISIONS: _OF_AUDIENCE,
    SIGNALS: _OF_AUDIENCE,
    READINESS: _OF_AUDIENCE,
    OUTCOMES: _OF_CAMPAIGN,
    COMMANDS: _OF_AUDIENCE,
    UPDATES: _OF_CAMPAIGN,
    LABELS: _OF_AUDIENCE,
    MOVEMENT: _OF_AUDIENCE,
    ERASURES: "the author's pseudonym, or the post's id",
}
_OF_COMMITMENTS = (CommitmentSignal, Update, TermsChange)  # keyed by campaign, but on `tagged`
_UNKEYED = (Mark, Gap)  # one goes to every partition
_CLOUD_EVENTS = (Signal, CommitmentSignal, Redaction)

_SERVERS = {
    "plain": {
        "host": "localhost:9092",
        "protocol": "kafka",
        "description": "LISTENER_BOOTSTRAP, for trying things out. Topics have the prefix of LISTENER_PREFIX.",
    },
    "secured": {
        "host": "kafka.example.org:9093",
        "protocol": "kafka-secure",
        "description": "LISTENER_SECURITY=SASL_SSL. Read `signals` and `decisions` read_committed.",
        "security": [{"type": "scramSha512"}],
    },
}
_FORMAT = "application/schema+json;version=draft-2020-12"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def describe_contract() -> dict[str, Any]:
    """The whole contract as plain values: every topic that others may read or write. Our own state is left out."""
    public = [topic for topic in TOPICS if topic.name in CARRIED]
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "listener", "version": version("listener"), "license": {"name": "Apache-2.0"}},
        "servers": _SERVERS,
        "defaultContentType": "application/json",
        "channels": {topic.name: _channel(topic) for topic in public},
        "operations": {topic.name: _operation(topic) for topic in public},
        "components": {"schemas": _schemas()},
    }


def _channel(topic: Topic) -> dict[str, Any]:
    return {
        "address": f"listener.{topic.name}",
        "description": topic.holds,
        "messages": {each.__name__: _message(topic, each) for each in CARRIED[topic.name]},
    }


def _message(topic: Topic, kind: type[msgspec.Struct]) -> dict[str, Any]:
    """One kind of record of a topic: its schema, its key, and an example where there is one."""
    example = read_examples().get(kind.__name__)
    return {
        "contentType": "application/cloudevents+json" if kind in _CLOUD_EVENTS else "application/json",
        "payload": {"schemaFormat": _FORMAT, "schema": _ref("schemas", kind.__name__)},
        **(
            {"bindings": {"kafka": {"key": {"type": "string", "description": key}}}}
            if (key := _key(topic, kind))
            else {}
        ),
        **({"examples": [{"payload": example}]} if example else {}),
    }


def _key(topic: Topic, kind: type[msgspec.Struct]) -> str:
    if kind in _UNKEYED:
        return ""
    of_campaign = kind in _OF_COMMITMENTS and topic.name != TAGGED
    return _OF_CAMPAIGN if of_campaign else RECORD_KEYS.get(topic.name, "")


@cache
def read_examples() -> dict[str, Any]:
    """One record of each kind that others read or write, by its type's name."""
    found = files("listener.kafka") / "contract_examples.json"
    return json_decoder(dict[str, Any])(found.read_bytes())


def _operation(topic: Topic) -> dict[str, Any]:
    """What we do on the topic: receive what others send, and send the rest."""
    ours = topic.name in (TAGGED, DECISIONS, SIGNALS, READINESS, UPDATES, MOVEMENT, REJECTED)
    return {"action": "send" if ours else "receive", "channel": {"$ref": f"#/channels/{topic.name}"}}


def _messages_by_name() -> dict[str, type[msgspec.Struct]]:
    return {each.__name__: each for some in CARRIED.values() for each in some}


def _schemas() -> dict[str, Any]:
    """JSON Schema 2020-12 of every type that travels, in the order of their names."""
    template = "#/components/schemas/{name}"
    _, schemas = msgspec.json.schema_components(list(_messages_by_name().values()), ref_template=template)
    plain = json_decoder(dict[str, Any])(msgspec.json.encode(schemas))
    return {name: {"$schema": _DIALECT, **_with_words(name, _dedent(plain[name]))} for name in sorted(plain)}


def _with_words(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """With what the comments of our models say of each field."""
    struct = find_structs().get(name)
    if struct is None or "properties" not in schema:
        return schema
    words = describe_fields(struct)
    fields = {
        field: {**its, "description": words[field]} if field in words else its
        for field, its in schema["properties"].items()
    }
    return {**schema, "properties": fields}


def _dedent(schema: dict[str, Any]) -> dict[str, Any]:
    """With its docstring as Python 3.13 keeps it; the Pythons before keep the source's margin."""
    return {**schema, **({"description": cleandoc(schema["description"])} if "description" in schema else {})}


def _ref(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}


def render_contract() -> str:
    """The contract as YAML."""
    return yaml.dump(describe_contract(), Dumper=_Plain, sort_keys=False, allow_unicode=True, width=118)


class _Plain(yaml.SafeDumper):
    """Writes a value out wherever it stands: readers of a contract do not look up anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_contract(), encoding="utf-8")
