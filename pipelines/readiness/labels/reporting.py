"""Reporting: what a decision tells of labels: the share that they show, and how tagger and readers err here."""

from msgspec import UNSET, UnsetType

from models.decisions import LabelReport
from models.policy import Policy
from pipelines.readiness.confusion_rates import wilson_interval
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.inputs import WindowInputs
from pipelines.readiness.labels.label_evidence import UsualOpposition
from pipelines.readiness.labels.tallies import count_answers, reader_error

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
    )


def _usual_against(usual: UsualOpposition, policy: Policy) -> float | None:
    return usual.against / usual.labels if usual.labels >= policy.stepping_back.usual_labels else None


def _measure(seen: float, unseen: float) -> _Rate:
    """A rate with its interval; None of no label."""
    n = seen + unseen
    return (seen / n, wilson_interval(seen / n, n)) if n else (None, None)
