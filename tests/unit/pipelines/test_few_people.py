"""No count of so few people leaves that one of them could be known by it, nor can it be reckoned from what does."""

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import replace

from models.decisions import Context, Decision, Evidence, Versions
from pipelines.few_people import find_hidden_parts, hide_small_groups, smallest_group
from tests.alerting import decision

COUNTS = st.dictionaries(st.sampled_from(["a", "b/c", "d~e", "f", "g"]), st.integers(0, 40))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """A decision of any small or large groups, of a campaign with any k."""
    channels = draw(COUNTS)
    roles = draw(COUNTS)
    evidence = Evidence(
        authors=sum(roles.values()),
        by_channel=dict.fromkeys(channels, 0.5),
        channel_authors=channels,
        lowest_channel=draw(st.sampled_from([None, *channels])),
    )
    context = Context(5, roles, draw(st.integers(0, 40)), draw(COUNTS), draw(COUNTS))
    versions = Versions("s", "t", "r", {"smallest_group": float(draw(st.integers(2, 30)))})
    return replace(decision(), evidence=evidence, context=context, versions=versions)


@given(decisions())
def test_no_count_below_k_is_left_and_none_can_be_reckoned(told: Decision) -> None:
    least, shown = smallest_group(told), hide_small_groups(told)
    context, evidence = shown.context, shown.evidence
    for counts in (context.roles, context.themes, context.emotions):
        assert all(count == 0 or count >= least for count in counts.values())
    assert context.new_activists == 0 or context.new_activists >= least
    voters = told.evidence.channel_authors
    assert voters is not UNSET
    assert all(voters[name] >= least for name in evidence.by_channel)
    assert evidence.lowest_channel is None or voters[evidence.lowest_channel] >= least
    assert evidence.channel_authors is not UNSET
    hidden = sum(voters.values()) - sum(evidence.channel_authors.values())  # all who vote are told
    assert not 0 < hidden < least or not any(evidence.channel_authors.values())
    rest = evidence.authors - sum(context.roles.values())  # what somebody can reckon of the roles that are hidden
    assert rest == 0 or rest >= least or not any(context.roles.values())


@given(decisions())
def test_what_is_hidden_is_named_and_all_else_stays(told: Decision) -> None:
    shown = hide_small_groups(told)
    assert hide_small_groups(shown) is shown
    bare = replace(shown, small_groups=UNSET, context=told.context, evidence=told.evidence)
    assert bare == told
    if shown.small_groups is UNSET:
        assert shown is told
        return
    names = {*shown.small_groups.few, *shown.small_groups.withheld}
    before, after = _flat(told), _flat(shown)
    gone = {path for path in before if after.get(path) != before[path]}
    assert gone - names <= {"/evidence/lowest_channel", *(p for p in gone if "/channel_authors/" in p)}


def _flat(told: Decision) -> dict[str, Any]:
    """Every value of context and evidence by its JSON Pointer."""
    return dict(_walk(msgspec.to_builtins({"context": told.context, "evidence": told.evidence}), ""))


def _walk(value: Any, path: str) -> Any:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _walk(each, f"{path}/{name.replace('~', '~0').replace('/', '~1')}")
    else:
        yield path, value


def test_one_small_group_alone_is_not_told_by_the_others() -> None:
    assert find_hidden_parts({"a": 3, "b": 12, "c": 50}, 10) == (["a"], ["b"])
    assert find_hidden_parts({"a": 3, "b": 9, "c": 50}, 10) == (["a", "b"], [])
    assert find_hidden_parts({"a": 0, "b": 12}, 10) == ([], [])


def test_a_decision_of_an_earlier_release_and_one_without_small_groups_stay_as_they_are() -> None:
    told = decision()
    assert hide_small_groups(told) is told
