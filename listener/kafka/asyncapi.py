"""AsyncAPI: the contract of our topics, generated from the models, so that it cannot differ from the code.

`python -m listener.kafka.asyncapi FILE` writes it (`make schemas`); a test holds the file to the code.
"""

import sys
from importlib.metadata import version
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec
import yaml

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

_FORMAT = "application/schema+json;version=draft-2020-12"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def describe_contract() -> dict[str, Any]:
    """The whole contract as plain values: every topic that others may read or write. Our own state is left out."""
    public = [topic for topic in TOPICS if topic.name in CARRIED]
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "listener", "version": version("listener"), "license": {"name": "Apache-2.0"}},
        "defaultContentType": "application/json",
        "channels": {topic.name: _channel(topic) for topic in public},
        "operations": {topic.name: _operation(topic) for topic in public},
        "components": {"messages": _messages(), "schemas": _schemas()},
    }


def _channel(topic: Topic) -> dict[str, Any]:
    return {
        "address": f"listener.{topic.name}",
        "description": topic.holds,
        "messages": {each.__name__: _ref("messages", each.__name__) for each in CARRIED[topic.name]},
    }


def _operation(topic: Topic) -> dict[str, Any]:
    """What we do on the topic: receive what others send, and send the rest."""
    ours = topic.name in (TAGGED, DECISIONS, SIGNALS, READINESS, UPDATES, MOVEMENT, REJECTED)
    return {"action": "send" if ours else "receive", "channel": {"$ref": f"#/channels/{topic.name}"}}


def _messages() -> dict[str, Any]:
    payloads = {
        name: {"schemaFormat": _FORMAT, "schema": _ref("schemas", name)} for name in sorted(_messages_by_name())
    }
    return {name: {"payload": payload} for name, payload in payloads.items()}


def _messages_by_name() -> dict[str, type[msgspec.Struct]]:
    return {each.__name__: each for some in CARRIED.values() for each in some}


def _schemas() -> dict[str, Any]:
    """JSON Schema 2020-12 of every type that travels, in the order of their names."""
    template = "#/components/schemas/{name}"
    _, schemas = msgspec.json.schema_components(list(_messages_by_name().values()), ref_template=template)
    plain = json_decoder(dict[str, Any])(msgspec.json.encode(schemas))
    return {name: {"$schema": _DIALECT, **_dedent(plain[name])} for name in sorted(plain)}


def _dedent(schema: dict[str, Any]) -> dict[str, Any]:
    """With its docstring as Python 3.13 keeps it; the Pythons before keep the source's margin."""
    return {**schema, **({"description": cleandoc(schema["description"])} if "description" in schema else {})}


def _ref(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}


def render_contract() -> str:
    """The contract as YAML."""
    return yaml.safe_dump(describe_contract(), sort_keys=False, allow_unicode=True, width=118)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_contract(), encoding="utf-8")
