"""Nested: the records of a document are found wherever its tool keeps them."""

from typing import Any

from listener.importing.nested import find_items


def comment(name: str, *replies: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "t1", "data": {"name": name, "replies": listing(*replies) if replies else ""}}


def listing(*children: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "Listing", "data": {"children": list(children)}}


def test_a_thread_of_listings_is_all_its_comments_in_order() -> None:
    thread = listing(comment("a", comment("b", comment("c"))), comment("d"), {"kind": "more", "data": {}})
    assert [each["name"] for each in find_items(thread)] == ["a", "b", "c", "d"]
    assert [each["name"] for each in find_items([listing(comment("q")), thread])] == ["q", "a", "b", "c", "d"]


def test_a_list_is_its_records_and_anything_else_is_one() -> None:
    assert find_items([1, {"a": 2}]) == [1, {"a": 2}]
    assert find_items({"a": 2}) == [{"a": 2}]
    assert find_items({"data": {"posts": [{"a": 2}]}}) == [{"a": 2}]
