"""JSON items: the records of a document are the same, one by one, as those of the document read whole."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listener.importing import json_items
from listener.importing.json_items import find_list, split_items
from listener.importing.nested import KNOWN_LISTS, find_items
from models.errors import UnreadableError

_PLAIN = st.none() | st.booleans() | st.integers(-9, 9) | st.text('ab"\\{}[]:, é🙏', max_size=6)
_VALUES = st.recursive(_PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text('a"[}'), inner), max_leaves=8)
_RECORDS = st.lists(st.dictionaries(st.sampled_from(("text", "data", 'a "name"', "b")), _VALUES, max_size=3))
_NAMES = st.sampled_from((*KNOWN_LISTS, "other", "text"))
_DOCUMENTS = (
    _RECORDS
    | st.dictionaries(_NAMES, _RECORDS | _PLAIN, max_size=4)
    | st.dictionaries(_NAMES, st.dictionaries(_NAMES, _RECORDS | _PLAIN, max_size=3), max_size=3)
)


def items_of(text: str, size: int) -> list[Any] | None:
    """The records, of a text that comes in pieces of so many characters; None where no list has them."""
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    path = find_list(pieces)
    return None if path is None else [json.loads(item) for item in split_items(pieces, path)]


@given(document=_DOCUMENTS, size=st.integers(1, 40), indent=st.sampled_from((None, 1)), ascii_only=st.booleans())
def test_records_one_by_one_are_those_of_the_whole_however_it_is_cut(
    document: Any, size: int, indent: int | None, ascii_only: bool
) -> None:
    found = items_of(json.dumps(document, indent=indent, ensure_ascii=ascii_only), size)
    whole = [each for each in find_items(document) if isinstance(each, dict)]
    assert found == (None if whole == [document] and isinstance(document, dict) else whole)


@pytest.mark.parametrize(
    "document", ['[{"a": 1}', '{"posts": [{"a": "', "[[[[", '[{"a": 1}]]', '[{"a": 1]]', "[1, 2"]
)
def test_a_document_that_ends_half_way_or_closes_what_is_not_open_is_none(document: str) -> None:
    with pytest.raises(UnreadableError):
        items_of(document, 3)


@pytest.mark.parametrize("filling", ["x", '"a","b",', "1,"])
def test_what_goes_on_and_on_within_a_record_is_refused_before_it_fills_the_memory(
    filling: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_items, "LONGEST_RECORD", 1 << 16)
    piece, read = filling * ((1 << 12) // len(filling)), 0

    def endless() -> Iterator[str]:
        nonlocal read
        yield '[{"text": "' if filling == "x" else '[{"text": ['
        while True:
            read += len(piece)
            yield piece

    with pytest.raises(UnreadableError, match="more than"):
        list(split_items(endless(), ()))
    assert read < 2 << 16


def test_a_string_that_is_cut_at_each_of_its_characters_is_whole() -> None:
    rng = random.Random(16)
    text = json.dumps([{"text": "".join(rng.choices('"\\{}[]u', k=200))}])
    assert items_of(text, 1) == json.loads(text)


def test_brackets_deeper_than_any_decoder_reads_are_refused_at_once() -> None:
    with pytest.raises(UnreadableError, match="brackets in each other"):
        list(split_items(["[{" * 501], ()))
