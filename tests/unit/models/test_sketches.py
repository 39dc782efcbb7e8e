"""A sketch counts distinct things, whatever their order and repeats."""

from hypothesis import given
from hypothesis import strategies as st

from models.sketches import EMPTY_SKETCH, REGISTERS, add_item, estimate_count, hash64, merge_sketches

_sketches = st.lists(st.text(max_size=5), max_size=40).map(lambda items: sketch(items))


def sketch(items: list[str]) -> bytes:
    registers = bytearray(REGISTERS)
    for item in items:
        add_item(registers, item)
    return bytes(registers)


@given(_sketches, _sketches, _sketches)
def test_merging_is_commutative_associative_and_idempotent(a: bytes, b: bytes, c: bytes) -> None:
    assert merge_sketches(a, b) == merge_sketches(b, a)
    assert merge_sketches(merge_sketches(a, b), c) == merge_sketches(a, merge_sketches(b, c))
    assert merge_sketches(a, a) == a == merge_sketches(a, EMPTY_SKETCH)


def test_two_sketches_merged_are_the_sketch_of_all() -> None:
    some, others = [f"a{n}" for n in range(500)], [f"a{n}" for n in range(300, 900)]
    assert merge_sketches(sketch(some), sketch(others)) == sketch(some + others)


def test_estimates_lie_within_four_standard_errors() -> None:
    for count in (0, 1, 10, 100, 1_000, 10_000, 200_000):
        assert abs(estimate_count(sketch([f"like{n}" for n in range(count)])) - count) <= 4 * 0.046 * count


def test_hashes_fit_a_signed_integer_and_hang_on_their_key() -> None:
    assert 0 <= hash64("a") < 2**63
    assert hash64("a", b"relief") != hash64("a", b"march")
    assert hash64("\ud800") != hash64("\ud801")
