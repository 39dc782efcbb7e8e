"""Bets on labels: the evidence for a claim from votes that people have read, made sharper by the tags of all others.

Estimand. The share `s_b` of a block's votes, by weight, whose authors truly are at or beyond the wanted stage. A
block is some votes in a row; of its votes one, i, was drawn with probability `w_i / w_b`, w its weight in the claim.

Null. `s_b <= m` in every block, given the blocks before: an audience under the bar, whose moods and whose panel's
luck are within the margin (`label_null`). All of it is a share of truth, 0..1: no rate of the tagger's enters.

Value. `x_b = y_i + eta * (gbar_b - g_i)`: y is what the reader said (1: at or beyond the stage, else 0), g the tag,
in the same way, and gbar the weighted share of such tags in the block. As i was drawn by weight, the mean of g_i is
gbar_b, so `E[x_b | block] = s_b` whatever the tagger does and whatever eta is, as long as both are fixed before the
label is read. A good tagger makes x vary less; eta is the slope of labels on tags so far (`tallies.correction`), so
that a useless tagger costs nothing.

Readers err. With a symmetric error of at most e, `E[y] = e + (1 - 2 e) * s`, so the null is `e + (1 - 2 e) * m`.
One who errs one way alone is a hole: of simulated months with a share of 0.29 under a bar of 0.30, 7 of 120 were
false where the first reader took one "no" in ten for a "yes" and the second none.
"Cannot tell" counts as not at the stage: who skips what is unclear must not lift a share.

Bets. Each fraction b stakes `lambda = b / (m + eta)` of its capital: as `x >= -eta`, the factor `1 + lambda * (x -
m)` is at least `1 - b > 0`. R is averaged over the fractions.

Why a threshold bounds false alarms. One unit of capital is added on each day that has labels, so under the null `R_t`
less the days is a supermartingale, as in `e_process.py`: `P(R reaches A within d days) <= d / A`, and `A = 30 /
alpha` makes that alpha for a month of 30 days. Bets begun hourly with A = 720 / alpha are the same bets, scaled. The
bound is on the average over months: an alarm in the first k months has a chance of k alpha at most. Labels may come
late and out of order: they are bet on in the order in which they count. Missing ones are no bets: that which are
missing has nothing to do with what they would say is an assumption. A month in which a team begins or ends labelling
may err by the tags' claim as well as by this one.

The growth cap is that of the share's own claim, for the same reason, by the time at which votes were drawn and not by
that at which somebody found the time to read them.

References: Csillag, Struchiner, Goedert, "Prediction-Powered E-Values" (ICML 2025, arXiv 2502.04294); "Anytime-Valid,
Bayes-Assisted, Prediction-Powered Inference" (arXiv 2505.18000).
"""

import msgspec

from models.policy import EvidenceGrowth
from models.posts import DAY_MS, HOUR_MS, Millis
from pipelines.readiness.e_process import Components, EProcess, GrowthCap, allowed_log, lower_to


class LabelBet(msgspec.Struct, frozen=True, gc=False):
    """One label of a claim: what it and its tag say, 0 or 1, and what was fixed before it was read."""

    drawn_at: Millis  # event time at which the vote was drawn
    answer: float  # y
    tag: float  # g
    block_share: float  # gbar, 0..1
    null: float  # m, strictly within 0..1
    eta: float = 0.0  # how much of the tags is believed, 0 up to less than 1
    in_event: bool = False  # a planned event or its aftermath: nothing speaks for readiness

    @property
    def fair_value(self) -> float:
        """`x`, from -eta to 1 + eta: its mean is the block's true share."""
        return self.answer + self.eta * (self.block_share - self.tag)

    @property
    def value(self) -> float:
        """`x` as it is bet on: at most the null in an event."""
        return min(self.fair_value, self.null) if self.in_event else self.fair_value


class LabelProcess(msgspec.Struct, frozen=True, array_like=True):
    """State of one labelled claim: its e-detector, and the latest drawn vote that it has bet on."""

    e_process: EProcess = EProcess()
    drawn_at: Millis = 0


def bet_on_label(process: LabelProcess, bet: LabelBet, cap: GrowthCap, growth: EvidenceGrowth) -> LabelProcess:
    """The process after one label. The first label of a later day brings one unit of capital; older ones none."""
    latest = max(process.drawn_at, bet.drawn_at)
    start = 1.0 if bet.drawn_at // DAY_MS > process.drawn_at // DAY_MS else 0.0
    log_cap = allowed_log(process.e_process, (latest - process.drawn_at) / HOUR_MS, cap, growth)
    components = _multiply(process.e_process.components, start, bet, growth.betting_fractions)
    return LabelProcess(EProcess(lower_to(components, log_cap), log_cap), latest)


def _multiply(components: Components, start: float, bet: LabelBet, fractions: Components) -> Components:
    """`(R + start) * (1 + b * (x - m) / (m + eta))` for each fraction b."""
    gain = (bet.value - bet.null) / (bet.null + bet.eta)
    (a, b, c, d), (p, q, r, s) = components, fractions
    return (
        (a + start) * (1.0 + p * gain),
        (b + start) * (1.0 + q * gain),
        (c + start) * (1.0 + r * gain),
        (d + start) * (1.0 + s * gain),
    )


def misread_null(null: float, reader_error: float) -> float:
    """The null of answers that err, each way, with a chance of at most `reader_error`, below 1/2."""
    return reader_error + (1.0 - 2.0 * reader_error) * null
