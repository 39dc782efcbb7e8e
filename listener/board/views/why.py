"""Why: a decision taken again by the rule's own `decide`, from nothing but the numbers that it carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.campaigns import Campaign
from models.decisions import QUESTIONS, Check, CheckCode, Decision, DecisionKind, Question, compare
from models.overrides import override
from models.policy import Policy
from models.signals import Signal
from pipelines.readiness import answer_questions, decide

_RULE, _CHAPTER = "the rule", "the chapter"
ASKED_BY: Mapping[CheckCode, str] = {  # what the right side of a check comes from: numbers of the policy by name
    CheckCode.WINDOW_ORDER: _RULE,
    CheckCode.DATA_COVERAGE: "gap_share",
    CheckCode.ELIGIBLE_AUTHORS: "min_authors",
    CheckCode.AUDIENCE_KNOWN: _RULE,
    CheckCode.VOTE_SILENCE: "silence_hours",
    CheckCode.OPPOSITION: "claims * horizon_windows / alpha_step_back",
    CheckCode.OPPOSITION_LABELLED: "claims * horizon_windows / 24 / alpha_step_back",
    CheckCode.FALLING_BACK: "claims * horizon_windows / alpha_step_back",
    CheckCode.RETURNING_AUTHORS: _CHAPTER,
    CheckCode.STEADY_AUTHORS: _CHAPTER,
    CheckCode.RETURNING_HOURS: "persistence_hours",
    CheckCode.NEXT_CHAPTER: _RULE,
    CheckCode.SIDES_SHOWN: "least_known_stance",
    CheckCode.SHARE_EVERYONE: "horizon_windows / alpha",
    CheckCode.SHARE_STEADY: "horizon_windows / alpha",
    CheckCode.SUPPORT: "horizon_windows / alpha",
    CheckCode.SHARE_LABELLED: "horizon_windows / 24 / alpha",
    CheckCode.STEADY_LABELLED: "horizon_windows / 24 / alpha",
    CheckCode.SUPPORT_LABELLED: "horizon_windows / 24 / alpha",
    CheckCode.SHARE_RISE: "horizon_windows / early_alarms",
    CheckCode.RISE_SUPPORT: "horizon_windows / early_alarms",
    CheckCode.COMMITMENTS_OWED: "on_debt",
}


@dataclass(frozen=True)
class CheckRow:
    """A check made again, where it stands in the decision, and what asks for its right side."""

    place: int
    check: Check
    asked_by: str


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question of the rule with its checks, and whether they answer it with yes."""

    question: Question
    rows: tuple[CheckRow, ...]
    is_yes: bool


@dataclass(frozen=True)
class RepeatedDecision:
    """The decision taken again: the questions that were asked, in their order, and what follows."""

    questions: tuple[AnsweredQuestion, ...]
    kind: DecisionKind


def explain_signal(signal: Signal, campaigns: Mapping[str, Campaign]) -> dict[str, Any]:
    """What the page of a signal shows."""
    return {
        "signal": signal,
        "repeated": decide_again(signal.data),
        "policy": policy_of(signal.data).flat(),
        "campaign": campaigns.get(signal.data.campaign),
    }


def policy_of(decision: Decision) -> Policy:
    """The numbers that decided: the defaults of the rule, and what the campaign file overrides of them."""
    return override(Policy(), decision.versions.overrides)


def decide_again(decision: Decision) -> RepeatedDecision:
    """Compares both sides of every check anew, and has the rule fold them."""
    checks = tuple(compare(each.code, each.left, each.op, each.right) for each in decision.checks)
    rows = tuple(CheckRow(place, check, ASKED_BY[check.code]) for place, check in enumerate(checks))
    found = {question: _rows_of(question, rows) for question in Question}
    yes = answer_questions(checks)
    asked = tuple(AnsweredQuestion(each, mine, each in yes) for each, mine in found.items() if mine)
    return RepeatedDecision(asked, decide(checks))


def _rows_of(question: Question, rows: tuple[CheckRow, ...]) -> tuple[CheckRow, ...]:
    return tuple(row for row in rows if QUESTIONS[row.check.code] is question)
