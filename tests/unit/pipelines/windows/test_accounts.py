"""Debt on decisions: what is owed to an audience is on its ADVANCE, which waits for it where the file says so."""

import pytest
from msgspec import UNSET

from listener.wording.decisions import cautions, reasons
from models.accountability import Debt
from models.commitments import Commitment, OnDebt
from models.decisions import CheckCode, Decision, DecisionKind
from models.posts import DAY_MS
from tests.making import MONDAY, campaign, run, stream

POSTS = stream(authors=300, days=20)
SILENT = Commitment(name="books", quote="Four", made=MONDAY - 100 * DAY_MS, owner="finance", update_every=90)


def decided(*commitments: Commitment, on_debt: OnDebt = OnDebt.WARN) -> list[Decision]:
    told = run(POSTS, campaigns=[campaign(commitments=commitments, on_debt=on_debt)])
    return [each.data for each in told.signals]


def of_kind(decisions: list[Decision], kind: DecisionKind) -> list[Decision]:
    return [each for each in decisions if each.decision is kind]


def test_every_advance_says_what_is_owed_and_others_do_not() -> None:
    told = decided(SILENT)
    advances = of_kind(told, DecisionKind.ADVANCE)
    assert advances
    assert {each.evidence.accountability for each in advances} == {Debt(silent=("books",))}
    assert "owed: silent on books" in cautions(advances[0])
    assert all(each.evidence.accountability is UNSET for each in of_kind(told, DecisionKind.INSUFFICIENT_DATA))


def test_with_hold_an_advance_waits_and_says_for_what() -> None:
    held = run(POSTS, campaigns=[campaign(commitments=(SILENT,), on_debt=OnDebt.HOLD)])
    assert not of_kind([each.data for each in held.signals], DecisionKind.ADVANCE)
    last = held.decisions[-1]
    check = last.find_check(CheckCode.COMMITMENTS_OWED)
    assert check is not None
    assert not check.holds
    assert reasons(last)[0] == "owed: silent on books"


@pytest.mark.parametrize("to", [(), ("community",)])
def test_nothing_owed_leaves_decisions_as_they_are(to: tuple[str, ...]) -> None:
    kept = Commitment(name="books", quote="Four", made=MONDAY, owner="finance", update_every=90, to=to)
    told = decided(kept, on_debt=OnDebt.HOLD)
    assert told == decided()
