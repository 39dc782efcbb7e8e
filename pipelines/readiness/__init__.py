"""Readiness: weighs votes into decisions. Owns the decision rule and its evidence; knows no post and no text.

`opened` starts a chapter's detector, `judged` takes it through one window, and `explained` says why. Who may vote
is decided before (`pipelines.journeys`), what is worth telling after (`pipelines.signals`).
"""

from pipelines.readiness.confusion_rates import measured
from pipelines.readiness.detector import Detector, opened
from pipelines.readiness.evidence import explained
from pipelines.readiness.inputs import Aim, Counts, Span
from pipelines.readiness.ranking import Ranked, ranked
from pipelines.readiness.rule import RULE, judged

__all__ = [
    "RULE",
    "Aim",
    "Counts",
    "Detector",
    "Ranked",
    "Span",
    "explained",
    "judged",
    "measured",
    "opened",
    "ranked",
]
