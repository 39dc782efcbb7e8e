"""Nested: JSON of other tools as rows: the list of records in a document, and each record without its nesting."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

# Under these names tools keep their records, at the top of a document or one level below.
KNOWN_LISTS = (
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
    """The records of a document: a list is one, else the list that it holds under a known name, else itself.

    Of Reddit's listings, which hold listings of replies, the records of all.
    """
    if isinstance(document, list) and not any(map(is_listing, document)):
        return document
    if is_listing(document) or isinstance(document, list):
        return list(_of_listings(document))
    for holder in (document, *document.values()) if isinstance(document, dict) else ():
        for name in KNOWN_LISTS if isinstance(holder, dict) else ():
            if isinstance(found := holder.get(name), list):
                return found
    return [document]


def is_listing(value: Any) -> bool:
    """Whether a value is one of Reddit's lists."""
    return isinstance(value, dict) and value.get("kind") == "Listing" and isinstance(value.get("data"), dict)


def _of_listings(document: Any) -> Iterator[Any]:
    """The records of listings, each before the replies to it; without recursion, as threads are deep."""
    waiting = [document]
    while waiting:
        value = waiting.pop()
        children = value if isinstance(value, list) else value["data"].get("children") if is_listing(value) else None
        if isinstance(children, list):
            waiting.extend(reversed(children))
        elif (
            isinstance(value, dict) and isinstance(record := value.get("data"), dict) and value.get("kind") != "more"
        ):
            yield record
            waiting.append(record.get("replies"))


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
