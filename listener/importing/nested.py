"""Nested: JSON of other tools as rows: the list of records in a document, and each record without its nesting."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

# Under these names tools keep their records, at the top of a document or one level below.
_LISTS = (
    "orderedItems",
    "feed",
    "zerver_message",
    "messages",
    "statuses",
    "posts",
    "comments",
    "items",
    "results",
    "data",
)
_DEEPEST = 6  # levels of nesting that are read


def find_items(document: Any) -> Sequence[Any]:
    """The records of a document: a list is one, else the list that it holds under a known name, else itself."""
    if isinstance(document, list):
        return document
    for holder in (document, *document.values()) if isinstance(document, dict) else ():
        for name in _LISTS if isinstance(holder, dict) else ():
            if isinstance(found := holder.get(name), list):
                return found
    return [document]


def flatten_record(item: Mapping[str, Any]) -> dict[str, str]:
    """A record's values by their path (`post.author.did`); lists of plain values with commas between them."""
    return dict(_walk(item, "", 0))


def _walk(item: Mapping[str, Any], prefix: str, depth: int) -> Iterator[tuple[str, str]]:
    for name, value in item.items():
        path = f"{prefix}{name}"
        if isinstance(value, dict):
            if depth < _DEEPEST:
                yield from _walk(value, f"{path}.", depth + 1)
        elif isinstance(value, list):
            yield path, ",".join(_plain(each) for each in value)
        elif value is not None:
            yield path, _plain(value)


def _plain(value: Any) -> str:
    """A plain value as text; of a named thing in a list, a hashtag say, its name."""
    if isinstance(value, dict):
        return str(value.get("name", ""))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if isinstance(value, list) else str(value)
