"""Readiness: weighs votes into decisions. Owns the decision rule and its evidence; knows no post and no text.

`opened` starts a chapter's detector, `judged` takes it through one window, and `explained` says why. Who may vote
is decided before (`pipelines.journeys`), what is worth telling after (`pipelines.signals`).
"""

from pipelines.readiness.confusion_rates import measured
from pipelines.readiness.detector import ChapterDetector, opened
from pipelines.readiness.evidence import explained
from pipelines.readiness.inputs import Aim, PanelCounts, WindowSpan
from pipelines.readiness.ranking import Ranked, ranked
from pipelines.readiness.rule import RULE, judged

__all__ = [
    "RULE",
    "Aim",
    "ChapterDetector",
    "PanelCounts",
    "Ranked",
    "WindowSpan",
    "explained",
    "judged",
    "measured",
    "opened",
    "ranked",
]
