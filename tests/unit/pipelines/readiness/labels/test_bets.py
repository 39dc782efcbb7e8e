from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.policy import EvidenceGrowth
from models.posts import DAY_MS
from pipelines.readiness.e_process import EProcess, GrowthCap
from pipelines.readiness.labels.bets import LabelBet, LabelProcess, bet_on_label, misread_null

FREE, GROWTH = GrowthCap(50.0), EvidenceGrowth()
shares = st.floats(0.0, 1.0)
nulls = st.floats(0.01, 0.95)
etas = st.floats(0.0, 0.95)
members = st.lists(
    st.tuples(st.floats(0.01, 1.0), st.sampled_from([0.0, 1.0]), st.sampled_from([0.0, 1.0])), min_size=1, max_size=30
)  # weight, truth, tag


def bet(answer: float, tag: float, share: float, *, null: float = 0.3, eta: float = 0.0, day: int = 1) -> LabelBet:
    return LabelBet(day * DAY_MS, answer, tag, share, null, eta)


@given(members, etas)
def test_the_mean_of_a_blocks_value_is_its_true_share_whatever_the_tagger_does(
    block: list[tuple[float, float, float]], eta: float
) -> None:
    total = sum(weight for weight, _, _ in block)
    tagged = sum(weight * tag for weight, _, tag in block) / total
    mean = sum(weight / total * bet(truth, tag, tagged, eta=eta).fair_value for weight, truth, tag in block)
    assert mean == pytest.approx(sum(weight * truth for weight, truth, _ in block) / total)


@given(st.sampled_from([0.0, 1.0]), st.sampled_from([0.0, 1.0]), shares, nulls, etas)
def test_no_label_takes_all_of_the_capital(answer: float, tag: float, share: float, null: float, eta: float) -> None:
    rich = LabelProcess(EProcess((1.0, 1.0, 1.0, 1.0), 40.0), DAY_MS)
    after = bet_on_label(rich, bet(answer, tag, share, null=null, eta=eta), FREE, GROWTH)
    assert min(after.e_process.components) > 0.0


def test_evidence_less_the_days_is_a_supermartingale_over_all_outcomes() -> None:
    """Two days of two blocks of four votes each, at the null: every draw, with a tagger that is wrong of most."""
    truth, tags, null = (1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 1.0, 0.0), 0.25
    values = []
    for drawn in product(range(4), repeat=4):
        process = LabelProcess()
        for place, one in enumerate(drawn):
            eta = 0.1 + 0.2 * sum(truth[each] for each in drawn[:place])  # of earlier labels alone
            one_bet = bet(truth[one], tags[one], 0.5, null=null, eta=eta, day=1 + place // 2)
            process = bet_on_label(process, one_bet, FREE, GROWTH)
        values.append(process.e_process.e_value)
    assert sum(values) / len(values) <= 2.0 + 1e-9


def test_a_day_brings_one_unit_of_capital_and_a_late_label_of_an_older_day_none() -> None:
    first = bet_on_label(LabelProcess(), bet(0.3, 0.0, 0.0, day=2), FREE, GROWTH)
    again = bet_on_label(first, bet(0.3, 0.0, 0.0, day=2), FREE, GROWTH)
    older = bet_on_label(again, bet(0.3, 0.0, 0.0, day=1), FREE, GROWTH)
    later = bet_on_label(older, bet(0.3, 0.0, 0.0, day=3), FREE, GROWTH)
    assert [each.e_process.e_value for each in (first, again, older, later)] == [1.0, 1.0, 1.0, 2.0]
    assert older.drawn_at == 2 * DAY_MS


def test_labels_read_in_one_sitting_count_by_the_days_on_which_they_were_drawn() -> None:
    cap = GrowthCap(8.0, rate=8.0 / 96, burst=1.2)
    in_days, at_once = LabelProcess(), LabelProcess()
    for day, _ in product(range(1, 6), range(20)):
        in_days = bet_on_label(in_days, bet(1.0, 1.0, 0.8, eta=0.8, day=day), cap, GROWTH)
        at_once = bet_on_label(at_once, bet(1.0, 1.0, 0.8, eta=0.8, day=1), cap, GROWTH)
    assert in_days.e_process.e_value > 2_500 > 100 > at_once.e_process.e_value


def test_in_an_event_nothing_speaks_for_readiness() -> None:
    assert LabelBet(DAY_MS, 1.0, 0.0, 0.5, 0.3, 0.5, in_event=True).value == 0.3
    assert LabelBet(DAY_MS, 0.0, 1.0, 0.5, 0.3, 0.5, in_event=True).value == -0.25


@given(nulls, st.floats(0.0, 0.49))
def test_readers_who_err_raise_a_null_below_one_half(null: float, error: float) -> None:
    assert misread_null(null, error) == pytest.approx(error * (1.0 - null) + (1.0 - error) * null)
