"""Admission: every record becomes a post or a rejection with its reason."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.posts import Kind, Post
from models.rejections import RECORD_LIMIT, Reason, Rejection
from pipelines.posts import Admission, DedupFilter
from tests.making import MONDAY, NOW, post

GOOD = {"id": "x:1", "channel": "x", "author": "a", "text": "hello", "created_at": "2025-01-06T00:00:00Z"}


def admit(record: bytes | None) -> Post | Rejection:
    return Admission().admit(record, NOW)


def reason(record: bytes | None) -> Reason:
    taken = admit(record)
    assert isinstance(taken, Rejection)
    return taken.reason


def variant(**changes: object) -> bytes:
    return json.dumps({**GOOD, **changes}).encode()


def test_a_good_post_is_admitted_with_its_defaults() -> None:
    taken = admit(variant())
    assert isinstance(taken, Post)
    assert (taken.at, taken.kind, taken.hashtags) == (MONDAY, Kind.ORIGINAL, ())


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (None, Reason.TOMBSTONE),
        (b"\xff\xfe{}", Reason.NOT_UTF8),
        (b'{"id": "caf\xe9"}', Reason.NOT_UTF8),
        (b"{not json", Reason.NOT_JSON),
        (b"", Reason.NOT_JSON),
        (b"[" * 100_000, Reason.BAD_FIELD),
        (b'{"id": "\\ud800"}', Reason.NOT_JSON),
        (variant(name="Jane Roe"), Reason.UNKNOWN_FIELD),
        (json.dumps({"id": "x:1"}).encode(), Reason.MISSING_FIELD),
        (variant(id=""), Reason.BAD_FIELD),
        (variant(id=7), Reason.BAD_FIELD),
        (variant(kind="shout"), Reason.BAD_FIELD),
        (variant(created_at="yesterday"), Reason.BAD_FIELD),
        (variant(created_at="2025-01-06T00:00:00"), Reason.BAD_FIELD),
        (variant(created_at="0001-01-01T00:00:00+14:00"), Reason.BAD_FIELD),
        (variant(created_at="9999-01-01T00:00:00Z"), Reason.FUTURE),
        (variant(text=None), Reason.NO_TEXT),
        (variant(text=""), Reason.NO_TEXT),
        (variant(text="x" * 100_001), Reason.OVERSIZED),
        (variant(text="x" * 300_000), Reason.OVERSIZED),
    ],
)
def test_a_bad_record_is_rejected_with_its_reason(record: bytes | None, expected: Reason) -> None:
    assert reason(record) is expected


@pytest.mark.parametrize("kind", ["like", "repost"])
def test_activity_needs_no_text(kind: str) -> None:
    assert isinstance(admit(variant(kind=kind, text=None)), Post)


def test_the_same_id_is_taken_once() -> None:
    admission = Admission()
    assert isinstance(admission.admit(variant(), NOW), Post)
    repeat = admission.admit(variant(text="other words"), NOW)
    assert isinstance(repeat, Rejection)
    assert repeat.reason is Reason.DUPLICATE


def test_a_rejected_record_is_kept_up_to_its_limit() -> None:
    rejected = admit(b"\xff" * 400_000)
    assert isinstance(rejected, Rejection)
    assert len(rejected.record) == RECORD_LIMIT


def test_the_filter_of_ids_stays_bounded_and_knows_the_latest_half() -> None:
    taken = DedupFilter(1_000)
    for number in range(10_000):
        assert number not in taken
        taken.add(number)
    assert all(number in taken for number in range(9_500, 10_000))
    assert sum(number in taken for number in range(10_000)) <= 1_000


@given(st.binary(max_size=200))
def test_no_bytes_raise(record: bytes) -> None:
    assert isinstance(admit(record), Post | Rejection)


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "author",
    ["@ana", "ana@example.org", "Ana Berg", "+47 912 34 567", "004791234567", "did:plc:5f0c", "https://example.org/@ana",
     "acct:ana@example.org", "tel:112"],
)  # fmt: skip
def test_an_author_who_is_named_is_refused_and_nothing_of_the_record_is_kept(author: str) -> None:
    refused = admit(json.dumps({**GOOD, "author": author}).encode())
    assert isinstance(refused, Rejection)
    assert (refused.reason, refused.record) == (Reason.NAMED_AUTHOR, b"")
    assert "listener import" in refused.detail
    assert author not in refused.detail


@given(st.text("0123456789abcdef", min_size=32, max_size=32), st.integers(0, 25))
def test_no_pseudonym_is_taken_for_a_number_of_a_telephone(author: str, place: int) -> None:
    pseudonym = f"{author[:place]}0047912{author[place + 7 :]}"
    if not pseudonym.isdigit():
        assert isinstance(admit(json.dumps({**GOOD, "author": pseudonym}).encode()), Post)


@pytest.mark.parametrize("author", ["0063850162291333", "00" + "7" * 30, "00ab4791234567"])
def test_a_pseudonym_of_digits_alone_is_no_telephone_number(author: str) -> None:
    assert isinstance(admit(json.dumps({**GOOD, "author": author}).encode()), Post)


def test_of_a_field_that_we_do_not_know_only_its_name_is_kept() -> None:
    refused = admit(json.dumps({**GOOD, "handle": "ana"}).encode())
    assert isinstance(refused, Rejection)
    assert (refused.reason, refused.record) == (Reason.UNKNOWN_FIELD, b"")
    assert "handle" in refused.detail


@given(st.dictionaries(st.sampled_from([*Post.__struct_fields__, "else"]), _values, max_size=9))
def test_no_json_raises(fields: dict[str, object]) -> None:
    record = json.dumps({**GOOD, **fields}).encode()
    assert isinstance(admit(record), Post | Rejection)


def test_what_is_admitted_survives_its_own_wire() -> None:
    taken = admit(post(1, "a", MONDAY))
    assert msgspec.json.decode(msgspec.json.encode(taken), type=Post) == taken
