"""Counting: what labels change in a chapter's detector.

Three claims of an ADVANCE are asked of labels, in place of those that are asked of tags, while labels are fresh:

- `share_labelled`:   the share at or beyond the wanted stage, of the votes of everyone;
- `steady_labelled`:  the same, by those drawn votes that are of the steady core. Given that a block's vote was drawn
  from its core, it was drawn there by weight, so the value with the core's own tagged share has the core's share as
  its mean;
- `support_labelled`: of those who take a side, the share for the story, against one half. Tags are not used: y alone
  is bet on. Who cannot tell of a post counts as against.

A fourth is asked for STEP_BACK, in place of `against`:

- `against_labelled`: the share against the story, of all labels, against what the audience's first labels said and
  some more (`labelled_opposition_null`). Until there are so many, tags are asked. y alone is bet on, and who cannot
  tell, or saw no side, does not say that they are against.
"""

from math import log

from msgspec.structs import replace

from models.labels import CANNOT_TELL, NO_STAGE, DrawnVote, Ranks
from models.policy import Policy
from pipelines.readiness.confusion_rates import mix_rates, own_tag_weight
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.e_process import GrowthCap
from pipelines.readiness.inputs import DueLabel, WindowInputs
from pipelines.readiness.labels.bets import LabelBet, LabelProcess, bet_on_label, misread_null
from pipelines.readiness.labels.label_evidence import LabelEvidence, UsualOpposition, add_value, hours_between
from pipelines.readiness.labels.margins import labelled_opposition_null
from pipelines.readiness.labels.tallies import (
    TagTable,
    add_label,
    add_second_reading,
    add_side,
    correction,
    count_answers,
    is_beyond,
    reader_error,
    with_pseudo_labels,
)
from pipelines.readiness.nulls import balance_null
from pipelines.readiness.onset import OnsetSearch, OnsetValue, search_onset
from pipelines.readiness.strata import pool_strata

SHARE_LABELLED, STEADY_LABELLED, SUPPORT_LABELLED = "share_labelled", "steady_labelled", "support_labelled"
AGAINST_LABELLED = "against_labelled"
_NO_EVIDENCE = LabelProcess()


def count_labels(detector: ChapterDetector, inputs: WindowInputs) -> ChapterDetector:
    """The detector after the labels that count from this window on, in the order in which their votes were drawn."""
    found = detector.labels
    for due in sorted(inputs.labels):
        found = _count_second(found, due) if due.is_second else _count_first(found, due, detector, inputs)
    return detector if found is detector.labels else replace(detector, labels=found)


def _count_second(found: LabelEvidence, due: DueLabel) -> LabelEvidence:
    if NO_STAGE in (due.answer, due.first_answer):
        return found
    return replace(found, tallies=add_second_reading(found.tallies, due.first_answer, due.answer))


def _count_first(
    found: LabelEvidence, due: DueLabel, detector: ChapterDetector, inputs: WindowInputs
) -> LabelEvidence:
    """Bets first, and then adds to the tallies: a correction is made of earlier labels alone."""
    if due.draw.drawn_at > detector.chapter_started:
        found = _bet(found, due, detector, inputs)
    found = replace(found, usual=_add_to_usual(found.usual, due, inputs.policy))
    tallies = found.tallies
    if due.answer != CANNOT_TELL:
        tallies = add_side(tallies, due.draw.stance, due.side)
    if due.answer != NO_STAGE:
        tallies = add_label(tallies, due.draw.stage, due.answer)
    return replace(found, tallies=tallies)


def _add_to_usual(usual: UsualOpposition, due: DueLabel, policy: Policy) -> UsualOpposition:
    """With one more of the first labels; as it is once they are enough."""
    if usual.labels >= policy.stepping_back.usual_labels:
        return usual
    return UsualOpposition(usual.labels + 1, usual.against + (due.side < 0))


def _bet(found: LabelEvidence, due: DueLabel, detector: ChapterDetector, inputs: WindowInputs) -> LabelEvidence:
    draw, policy = due.draw, inputs.policy
    sides = {**_support_bet(due, inputs), **_against_bet(found, due, inputs)}
    bets = {**_share_bets(found, due, detector, inputs), **sides}
    processes = dict(found.processes)
    for claim, bet in bets.items():
        cap = _growth_cap(claim, draw, policy)
        processes[claim] = bet_on_label(processes.get(claim, _NO_EVIDENCE), bet, cap, policy.evidence)
    favour, against = found.for_story + (due.side > 0), found.against_story + (due.side < 0)
    found = replace(found, processes=processes, for_story=favour, against_story=against)
    if SHARE_LABELLED not in bets:
        return found
    hours = hours_between(found.latest, draw.drawn_at)
    recent = add_value(found.recent, bets[SHARE_LABELLED].fair_value, hours, policy.weighing.memory_hours)
    latest, onset = max(found.latest, draw.drawn_at), _search_onset(found, bets[SHARE_LABELLED], draw, inputs)
    return replace(found, counted=found.counted + 1, latest=latest, recent=recent, onset=onset)


def _search_onset(found: LabelEvidence, bet: LabelBet, draw: DrawnVote, inputs: WindowInputs) -> OnsetSearch:
    """The search after one more label. The floor is as far under the bar as the null is above it.

    Readers who err at most e, each way, say of a share s that it is s at least; above 1/2, `e + (1 - 2 e) s`.
    """
    policy = inputs.policy
    floor = max(0.0, 2.0 * (inputs.aim.bar(policy) or 0.0) - draw.null)
    floor = min(floor, misread_null(floor, reader_error(found.tallies, inputs.aim.wanted or 0, policy.labelling)))
    seen = OnsetValue(draw.drawn_at, bet.value, bet.null, floor, bet.fair_value, bet.eta)
    return search_onset(found.onset, seen, policy.evidence)


def _share_bets(
    found: LabelEvidence, due: DueLabel, detector: ChapterDetector, inputs: WindowInputs
) -> dict[str, LabelBet]:
    """The bets on the share; none where the reader spoke of the stance alone, or the chapter asks for no share."""
    if due.answer == NO_STAGE or inputs.aim.wanted is None or due.draw.null <= 0.0:
        return {}
    wanted, policy, draw = inputs.aim.wanted, inputs.policy, due.draw
    eta = correction(tag_table(detector, found, inputs), policy.labelling)
    null = misread_null(draw.null, reader_error(found.tallies, wanted, policy.labelling))
    answer, tag = float(is_beyond(due.answer, wanted)), float(draw.stage >= wanted)

    def bet(shares: Ranks) -> LabelBet:
        return LabelBet(draw.drawn_at, answer, tag, sum(shares[wanted:]), null, eta, draw.in_event)

    everyone = {SHARE_LABELLED: bet(draw.stages)}
    return {**everyone, STEADY_LABELLED: bet(draw.core)} if draw.in_core else everyone


def _support_bet(due: DueLabel, inputs: WindowInputs) -> dict[str, LabelBet]:
    """The bet on support, where the reader saw a side, or could not tell."""
    cannot_tell = due.answer == CANNOT_TELL
    if not due.side and not cannot_tell:
        return {}
    null, answer = balance_null(inputs.counts.eligible_authors, inputs.policy), float(due.side > 0)
    return {SUPPORT_LABELLED: LabelBet(due.draw.drawn_at, answer, 0.0, 0.0, null, 0.0, due.draw.in_event)}


def _against_bet(found: LabelEvidence, due: DueLabel, inputs: WindowInputs) -> dict[str, LabelBet]:
    """The bet on opposition, once it is known what is usual. Events do not silence it."""
    policy = inputs.policy
    if found.usual.labels < policy.stepping_back.usual_labels:
        return {}
    null = labelled_opposition_null(found.usual, inputs.counts.eligible_authors, policy)
    null = misread_null(null, policy.labelling.reader_error)
    if null > policy.evidence.null_cap:  # nothing could outgrow it
        return {}
    return {AGAINST_LABELLED: LabelBet(due.draw.drawn_at, float(due.side < 0), 0.0, 0.0, null)}


def tag_table(detector: ChapterDetector, found: LabelEvidence, inputs: WindowInputs) -> TagTable:
    """How tags err here: the labels so far, and what the model card says of the votes that are remembered."""
    aim, policy = inputs.aim, inputs.policy
    own = own_tag_weight(pool_strata(detector.recent_strata.values()))
    rates = mix_rates(policy, aim.confusion_rates, own)
    bar = aim.bar(policy) or policy.promises.default_share
    return with_pseudo_labels(count_answers(found.tallies, aim.wanted or 0), bar, rates, policy.labelling)


def _growth_cap(claim: str, draw: DrawnVote, policy: Policy) -> GrowthCap:
    """As that of the claim on tags: a share grows within `growth_days`, as readiness must last; support at once."""
    if claim == AGAINST_LABELLED:
        return GrowthCap(log(policy.label_step_back_threshold))
    log_threshold = log(policy.label_threshold)
    if claim == SUPPORT_LABELLED:
        return GrowthCap(log_threshold)
    rate = log_threshold / (24.0 * policy.evidence.growth_days) * draw.calm
    return GrowthCap(log_threshold, rate, policy.evidence.growth_burst * log_threshold)


def has_fresh_labels(detector: ChapterDetector, inputs: WindowInputs) -> bool:
    """Whether labels decide: enough of this chapter, the latest of them drawn not long ago, and not it alone.

    Evidence does not fade while nobody reads. So after a pause some must have been read anew: those of before the
    pause count by half in `memory_hours`, and half of `least_labels` must be left.
    """
    found, numbers = detector.labels, inputs.policy.labelling
    hours = hours_between(found.latest, inputs.span.end)
    left = found.recent.weight * 0.5 ** (max(hours, 0.0) / inputs.policy.weighing.memory_hours)
    is_lately = hours <= 24.0 * numbers.fresh_label_days
    return found.counted >= numbers.least_labels and is_lately and left >= 0.5 * numbers.least_labels


def has_fresh_opposition(detector: ChapterDetector, inputs: WindowInputs) -> bool:
    """Whether labels decide about opposition: it has been bet on, and not long ago."""
    process, days = detector.labels.processes.get(AGAINST_LABELLED), inputs.policy.labelling.fresh_label_days
    return process is not None and hours_between(process.drawn_at, inputs.span.end) <= 24.0 * days


def labelled_e_value(detector: ChapterDetector, claim: str) -> float:
    """The evidence for a labelled claim."""
    return detector.labels.processes.get(claim, _NO_EVIDENCE).e_process.e_value
