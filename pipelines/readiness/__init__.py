"""Readiness: weighs votes into decisions. Owns the decision rule and its evidence; knows no post and no text.

`start_detector` starts a chapter's detector, `weigh` takes it through one window, `decide` folds the checks of the
window, and `decision_evidence` has the numbers behind them. `ask_for_labels` says which votes people are to read. Who
may vote is decided before (`pipelines.journeys`), what is worth telling after (`pipelines.signals`).
"""

from pipelines.readiness.checks import Checks
from pipelines.readiness.confusion_rates import rates_from_examples
from pipelines.readiness.detector import ChapterDetector, start_detector
from pipelines.readiness.e_process import log_evidence_ratio
from pipelines.readiness.evidence import advance_score, decision_evidence
from pipelines.readiness.inputs import Aim, DueLabel, PanelCounts, WindowInputs, WindowSpan
from pipelines.readiness.labels.asking import ask_for_labels
from pipelines.readiness.labels.drawing import Ballot, Draw
from pipelines.readiness.ranking import RankedAudience, rank_audiences
from pipelines.readiness.rule import RULE, answer_questions, decide, is_early, weigh

__all__ = [
    "RULE",
    "Aim",
    "Ballot",
    "ChapterDetector",
    "Checks",
    "Draw",
    "DueLabel",
    "PanelCounts",
    "RankedAudience",
    "WindowInputs",
    "WindowSpan",
    "advance_score",
    "answer_questions",
    "ask_for_labels",
    "decide",
    "decision_evidence",
    "is_early",
    "log_evidence_ratio",
    "rank_audiences",
    "rates_from_examples",
    "start_detector",
    "weigh",
]
