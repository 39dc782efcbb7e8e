"""Who reads signals by the last release's schemas goes on reading them: fields are added, and none changes or goes.

`released/VERSION.json` has the schemas of what subscribers read as that release had them, without their words. A
release adds its own file; from its day on none is edited.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from listener.kafka.asyncapi import describe_contract, read_examples

Schema = Mapping[str, Any]

RELEASED = sorted((Path(__file__).parent / "released").glob("*.json"))
TODAY: Schema = describe_contract()["components"]["schemas"]
OPEN = {"CheckCode", "NoticeKind"}  # enums that may grow: pages tell subscribers to pass over what they do not know
_SAID = ("description", "title", "$schema", "default")  # what no reader goes by


def breaks(name: str, old: Schema, new: Schema) -> Iterator[str]:
    """What a reader of the old schema of a type would trip over, in words."""
    if lost := set(old.get("required", ())) - set(new.get("required", ())):
        yield f"{name}: {sorted(lost)} may be left out now"
    for field, its in old.get("properties", {}).items():
        if field not in new.get("properties", {}):
            yield f"{name}.{field} is gone"
        elif without_words(its) != without_words(new["properties"][field]):
            yield f"{name}.{field} is another: {without_words(its)} -> {without_words(new['properties'][field])}"
    if "enum" in old and (strange := set(new["enum"]) ^ set(old["enum"])) and not is_growth(name, old, new):
        yield f"{name}: {sorted(strange)} are new, or gone"
    if old.get("type") != new.get("type"):
        yield f"{name} was {old.get('type')}"


def is_growth(name: str, old: Schema, new: Schema) -> bool:
    return name in OPEN and set(old["enum"]) <= set(new["enum"])


def without_words(schema: Schema) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key not in _SAID}


def all_breaks(old: Schema, new: Schema) -> list[str]:
    gone = [f"{name} is gone" for name in old if name not in new]
    return [*gone, *(each for name in old if name in new for each in breaks(name, old[name], new[name]))]


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_no_field_of_a_release_is_gone_or_another(released: Path) -> None:
    assert all_breaks(json.loads(released.read_text("utf-8")), TODAY) == []


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", ["Signal", "CommitmentSignal", "Redaction", "Decision"])
def test_what_we_write_today_holds_by_the_schemas_of_a_release(released: Path, name: str) -> None:
    schemas = json.loads(released.read_text("utf-8"))
    whole = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
    jsonschema.validate(read_examples()[name], whole)


def test_a_field_that_goes_changes_or_becomes_optional_is_found() -> None:
    old: dict[str, Any] = {
        "A": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
        "B": {"enum": ["a"]},
    }
    assert all_breaks(old, old) == []
    assert all_breaks(old, {**old, "A": {"type": "object", "properties": {}, "required": ["x"]}}) == ["A.x is gone"]
    assert all_breaks(old, {**old, "A": {**old["A"], "required": []}}) == ["A: ['x'] may be left out now"]
    changed = {**old, "A": {**old["A"], "properties": {"x": {"type": "integer"}}}}
    assert [each.startswith("A.x is another") for each in all_breaks(old, changed)] == [True]
    assert all_breaks(old, {**old, "B": {"enum": ["a", "b"]}}) == ["B: ['b'] are new, or gone"]
    assert all_breaks(old, {"A": old["A"]}) == ["B is gone"]


def test_a_field_that_is_added_is_no_break() -> None:
    old = {"A": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]}}
    added = {
        "type": "object",
        "properties": {"x": {"type": "string"}, "y": {"type": "string"}},
        "required": ["x", "y"],
    }
    assert all_breaks(old, {"A": added, "C": {}}) == []
