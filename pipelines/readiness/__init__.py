"""Readiness: weighs votes into decisions. Owns the decision rule and its evidence; knows no post and no text.

`start_detector` starts a chapter's detector, `judged` takes it through one window, and `explained` says why. Who may
vote is decided before (`pipelines.journeys`), what is worth telling after (`pipelines.signals`).
"""

from pipelines.readiness.confusion_rates import rates_from_examples
from pipelines.readiness.detector import ChapterDetector, start_detector
from pipelines.readiness.evidence import explained
from pipelines.readiness.inputs import Aim, PanelCounts, WindowInputs, WindowSpan
from pipelines.readiness.ranking import RankedAudience, rank_audiences
from pipelines.readiness.rule import RULE, judged

__all__ = [
    "RULE",
    "Aim",
    "ChapterDetector",
    "PanelCounts",
    "RankedAudience",
    "WindowInputs",
    "WindowSpan",
    "explained",
    "judged",
    "rank_audiences",
    "rates_from_examples",
    "start_detector",
]
