"""Reporting: what a decision tells of labels: the share that they show, and how tagger and readers err here."""

from msgspec import UNSET, UnsetType

from models.decisions import LabelReport, TagErrors
from models.policy import Policy
from models.tags import Stage, Stance
from pipelines.readiness.confusion_rates import wilson_interval
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.inputs import WindowInputs
from pipelines.readiness.labels.label_evidence import UsualOpposition
from pipelines.readiness.labels.sequences import rate_sequence
from pipelines.readiness.labels.tallies import LabelTallies, TagTable, count_answers, count_sides, reader_error

REPORTED_FROM = 50  # labels, from which on the tagger is reported: intervals of 30 points and less
_TOLD_FROM = 10  # posts of a kind
_SIDES = ((Stance.SUPPORT, 1), (Stance.OPPOSE, -1))

_Rate = tuple[float | None, tuple[float, float] | None]


def report_labels(detector: ChapterDetector, inputs: WindowInputs) -> LabelReport | UnsetType:
    """What labels say of the chapter's stage; nothing where nobody has read any of the votes."""
    found, wanted = detector.labels, inputs.aim.wanted
    tallies = found.tallies
    if wanted is None or not tallies.labels:
        return UNSET
    table = count_answers(tallies, wanted)
    sensitivity, its_interval = _measure(table.there_seen, table.there_unseen)
    false_positive, other_interval = _measure(table.absent_seen, table.absent_unseen)
    return LabelReport(
        counted=found.counted,
        share=found.recent.share,
        share_interval=found.recent.interval,
        of_tagger=tallies.labels,
        cannot_tell=tallies.cannot_tell,
        sensitivity=sensitivity,
        sensitivity_interval=its_interval,
        false_positive=false_positive,
        false_positive_interval=other_interval,
        read_twice=tallies.read_twice,
        differing=tallies.differing[wanted],
        for_story=found.for_story,
        against_story=found.against_story,
        usual_against=_usual_against(found.usual, inputs.policy),
        reader_error=reader_error(tallies, wanted, inputs.policy.labelling),
        tagger=report_tagger(tallies),
    )


def report_tagger(tallies: LabelTallies) -> tuple[TagErrors, ...]:
    """How the tagger errs, by stage and side; nothing from fewer than REPORTED_FROM labels."""
    if tallies.labels < REPORTED_FROM:
        return ()
    stages = [(stage.value, count_answers(tallies, stage.rank)) for stage in Stage if stage.rank]
    sides = [(stance.value, count_sides(tallies, side)) for stance, side in _SIDES]
    return tuple([_errors(of, table) for of, table in (*stages, *sides)])


def _errors(of: str, table: TagTable) -> TagErrors:
    return TagErrors(
        of,
        *_tell_rate(table.there_seen, table.there_unseen),
        *_tell_rate(table.absent_seen, table.absent_unseen),
    )


def _tell_rate(seen: float, unseen: float) -> _Rate:
    """A rate with its confidence sequence; None from fewer than `_TOLD_FROM` posts, whose authors might be known."""
    n = round(seen + unseen)
    return (seen / n, rate_sequence(round(seen), n)) if n >= _TOLD_FROM else (None, None)


def _usual_against(usual: UsualOpposition, policy: Policy) -> float | None:
    return usual.against / usual.labels if usual.labels >= policy.stepping_back.usual_labels else None


def _measure(seen: float, unseen: float) -> _Rate:
    """A rate with its interval; None of no label."""
    n = seen + unseen
    return (seen / n, wilson_interval(seen / n, n)) if n else (None, None)
