"""Outcomes: of which campaign something is that happened, and which call to action it followed: by its codes.

A code of a campaign file is a source code or referrer, alike but for case, or how the address of a page begins. What
follows is a count; an author is on it where the caller supplied a pseudonym, and none is ever looked up.
"""

from collections.abc import Iterable, Sequence

from models.campaigns import Campaign, OutcomeGoal
from models.outcomes import HeardOutcome, OutcomeReport
from models.rejections import Reason, Rejection
from pipelines.posts import names_somebody, rejection

_PAGE = ("http://", "https://")


def join_outcome(heard: HeardOutcome, campaigns: Sequence[Campaign]) -> tuple[OutcomeReport, ...] | Rejection:
    """What it counts for, in each campaign that it is of; or why it counts for none."""
    if heard.author is not None and names_somebody(heard.author):
        return rejection(Reason.NAMED_AUTHOR, "author names a person: expected a pseudonym, or none", b"", None)
    codes = frozenset(map(_fold, heard.codes))
    named = [each for each in campaigns if heard.campaign in ("", each.name)]
    joined = [(each, _find_call(each, codes)) for each in named]
    found = [_report(heard, each, call or "") for each, call in joined if heard.campaign or call is not None]
    return tuple(found) or rejection(Reason.UNKNOWN_CAMPAIGN, _explain(heard), b"", None)


def _find_call(campaign: Campaign, codes: frozenset[str]) -> str | None:
    """The chapter whose code it has; nothing where the campaign's alone; None where it has none of either."""
    for audience in campaign.audiences:
        for chapter in audience.chapters:
            if _has_one(codes, chapter.codes):
                return chapter.name
    return "" if _has_one(codes, campaign.outcome.codes) else None


def _has_one(codes: frozenset[str], wanted: Iterable[str]) -> bool:
    return any(
        want in codes or (want.startswith(_PAGE) and any(each.startswith(want) for each in codes))
        for want in map(_fold, wanted)
    )


def _report(heard: HeardOutcome, campaign: Campaign, call: str) -> OutcomeReport:
    goal = campaign.outcome
    is_goal = heard.kind is None or not goal.kinds or heard.kind in goal.kinds
    name, unit = (goal.name, goal.unit) if is_goal else (heard.kind or "", "")
    return OutcomeReport(heard.id, campaign.name, name, _count(heard, goal), heard.at, unit, call, heard.author)


def _count(heard: HeardOutcome, goal: OutcomeGoal) -> float:
    """Money where the goal is in its currency; else how many. What came to nothing is nothing either way."""
    if heard.amount is not None and _fold(goal.unit) == _fold(heard.currency):
        return heard.amount if heard.count else 0.0
    return heard.count


def _fold(code: str) -> str:
    return code.strip().casefold()


def _explain(heard: HeardOutcome) -> str:
    if heard.campaign:
        return f"no campaign `{heard.campaign[:80]}` here"
    return "no campaign file has one of its codes" if heard.codes else "it has no code, and names no campaign"
