"""A sharded map copies only the shards it changes."""

from hypothesis import given
from hypothesis import strategies as st

from models.shards import ShardedMap

_changes = st.dictionaries(st.integers(0, 2**63 - 1), st.none() | st.integers(), max_size=20)


@given(st.lists(_changes, max_size=6))
def test_buckets_behave_as_a_dict(steps: list[dict[int, int | None]]) -> None:
    buckets: ShardedMap[int] = ShardedMap.empty(4)
    plain: dict[int, int | None] = {}
    for changes in steps:
        buckets = buckets.with_changes(changes)
        plain.update(changes)
    kept = {id: value for id, value in plain.items() if value is not None}
    assert len(buckets) == len(kept)
    assert all(buckets.get(id) == plain[id] for id in plain)


def test_shards_that_do_not_change_stay_the_same_objects() -> None:
    empty: ShardedMap[str] = ShardedMap.empty(4)
    values: dict[int, str | None] = dict.fromkeys(range(8), "x")
    before = empty.with_changes(values)
    after = before.with_changes({5: "y"})
    assert [one is other for one, other in zip(before.shards, after.shards, strict=True)] == [True, False, True, True]
