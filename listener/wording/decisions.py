"""Decisions in words: title, advice, reasons, cautions and checks, for board, terminal, alerts and reports alike.

A decision carries codes and numbers alone; every sentence about it is made here. Reasons are clauses without a
capital letter or a full stop, so that a list, a line or a paragraph can be made of them.
"""

from collections.abc import Iterable, Mapping
from operator import itemgetter

import msgspec

from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from listener.wording.check_table import CHECK_WORDS, QUESTION_WORDS
from listener.wording.figures import percent, plural, points, whole_number
from listener.wording.label_words import assumptions, labelled_level, told_share
from listener.wording.onset_words import describe_onset
from models.decisions import QUESTIONS, Check, CheckCode, DataQuality, Decision, DecisionKind, Question
from pipelines.readiness import log_evidence_ratio

_OUTGROWN = 0.2  # share of the votes by which channels have outgrown their weight, from which on it is told
_A_DAY = 24  # hours
_SHORT_TITLES = {
    DecisionKind.ADVANCE: "Advance",
    DecisionKind.PROLONG: "Prolong",
    DecisionKind.STEP_BACK: "Step back",
    DecisionKind.INSUFFICIENT_DATA: "Insufficient data",
}
_GROUP_TITLES = {
    DecisionKind.ADVANCE: "ready for the next chapter",
    DecisionKind.PROLONG: "not yet ready",
    DecisionKind.STEP_BACK: "turning away",
    DecisionKind.INSUFFICIENT_DATA: "with too little to go by",
}
_HEADINGS = {
    DecisionKind.ADVANCE: "Why",
    DecisionKind.PROLONG: "What holds it back",
    DecisionKind.STEP_BACK: "Why",
    DecisionKind.INSUFFICIENT_DATA: "What is missing",
}


def decision_title(decision: Decision, language: str = DEFAULT_LANGUAGE) -> str:
    """The decision in a few words."""
    title = words("titles", place_in_story(decision), language)
    return words("titles", "early", language, title=title) if decision.is_early else title


def place_in_story(decision: Decision) -> str:
    """The key of what is said of a decision: its kind, and at the end of the story which end."""
    if decision.has_arrived and decision.decision is DecisionKind.PROLONG:
        return "told"
    if decision.decision is DecisionKind.ADVANCE and decision.next_chapter is None:
        return "advance-last"
    return decision.decision.lower().replace("_", "-")


def short_title(kind: DecisionKind) -> str:
    """The kind of a decision in a word or two."""
    return _SHORT_TITLES[kind]


def group_title(kind: DecisionKind) -> str:
    """What audiences of a kind of decision are, after their number: `3 not yet ready`."""
    return _GROUP_TITLES[kind]


def reasons_heading(kind: DecisionKind) -> str:
    """What the reasons of a decision are called."""
    return _HEADINGS[kind]


def question_words(question: Question) -> str:
    """A question of the rule, and how many of its checks must hold."""
    return QUESTION_WORDS[question]


def check_words(check: Check) -> str:
    """What the left side of a check is."""
    return CHECK_WORDS[check.code]


def chapter_move(decision: Decision) -> str:
    """The chapter, and of an ADVANCE where it leads: `who-it-hit -> stand-with`."""
    if decision.decision is not DecisionKind.ADVANCE:
        return decision.chapter
    return f"{decision.chapter} -> {decision.next_chapter or 'the end of the story'}"


def advice(decision: Decision, language: str = DEFAULT_LANGUAGE) -> str:
    """What to do now, in one sentence."""
    place = place_in_story(decision)
    key = "prolong-last" if place == "prolong" and decision.next_chapter is None else place
    return words("do", key, language, chapter=decision.chapter, next=decision.next_chapter or "")


def reasons(decision: Decision) -> list[str]:
    """Why it was decided: what an ADVANCE or STEP_BACK rests on; of the others what is missing, the largest first."""
    match decision.decision:
        case DecisionKind.ADVANCE:
            return _grounds(decision)
        case DecisionKind.STEP_BACK:
            holding = [each for each in _asked(decision, Question.TURNING_AWAY) if each.holds]
            return [CHECK_WORDS[each.code].partition(" that ")[2] for each in holding]
        case DecisionKind.INSUFFICIENT_DATA:
            return _missing_data(decision)
    return _obstacles(decision)


def short_reason(decision: Decision) -> str:
    """One line of a list: what to do after an ADVANCE, the first of the reasons of the others."""
    return advice(decision) if decision.decision is DecisionKind.ADVANCE else (*reasons(decision), "")[0]


def _asked(decision: Decision, *questions: Question) -> list[Check]:
    return [check for check in decision.checks if QUESTIONS[check.code] in questions]


def _failing(decision: Decision, *questions: Question) -> list[Check]:
    return [check for check in _asked(decision, *questions) if not check.holds]


def _grounds(decision: Decision) -> list[str]:
    found = decision.evidence
    returning = f"{plural(found.eligible_authors, 'author')} come back"
    if found.bar is None or found.share is None:
        return [returning]
    there = f"about {percent(told_share(decision))} are where the chapter wants them (asked: {percent(found.bar)})"
    early = "a rise over the last hours, told early; over the last days " if decision.is_early else ""
    began = [onset[0].lower() + onset[1:].rstrip(".")] if (onset := describe_onset(decision)) else []
    return [early + there, *began, returning, f"evidence {odds(decision)}: {false_alarms(decision)}"]


def odds(decision: Decision) -> str:
    """The evidence that a decision rests on, and what it had to reach."""
    found = decision.evidence
    return f"{whole_number(found.e_value)} to 1 (asked: {whole_number(found.threshold)})"


def false_alarms(decision: Decision) -> str:
    """How often such a decision is false: a chance a month, or for an early one an average number."""
    alpha = decision.evidence.alpha
    if decision.is_early:
        return f"{alpha:g} false alarm{'' if alpha == 1.0 else 's'} a month at most, on average"
    return f"a false alarm in {100 * alpha:.3g}% of months at most"


def _missing_data(decision: Decision) -> list[str]:
    said = [_missing(decision, check) for check in _failing(decision, Question.ENOUGH_DATA)]
    return [words for words in said if words] or ["too few votes yet"]


def _missing(decision: Decision, check: Check) -> str:
    """Why a check of what there is to go by fails; nothing where others say it better."""
    match check.code:
        case CheckCode.WINDOW_ORDER:
            return "the clock of the data went back"
        case CheckCode.DATA_COVERAGE:
            return _describe_gap(check.left)
        case CheckCode.ELIGIBLE_AUTHORS:
            return f"{plural(check.left, 'author')} may vote, {whole_number(check.right)} are needed"
        case CheckCode.AUDIENCE_KNOWN if left := decision.evidence.warm_up_hours_left:
            return f"the first days only tell who the audience is, for {plural(left, 'more hour')}"
        case CheckCode.VOTE_SILENCE:
            return f"nobody who may vote has spoken for {plural(int(check.left), 'hour')}"
    return ""


def _describe_gap(heard: float) -> str:
    if not heard:
        return "a gap in the data: none of the usual sources is heard"
    return f"a gap in the data: {percent(heard)} of the usual posts are heard, other sources are gone"


def _obstacles(decision: Decision) -> list[str]:
    if decision.has_arrived:
        return ["the story is told: now watching for a step back"]
    event = ["a planned event or its aftermath: nothing counts towards the next chapter"]
    authors = _missing_authors(_failing(decision, Question.ENOUGH_AUTHORS))
    owed = [debt] if (debt := describe_debt(decision)) else []
    sides = [_missing_sides(check) for check in _failing(decision, Question.STANCE_SHOWN)]
    ahead = [*(event if decision.evidence.in_event else []), *owed, *authors, *sides]
    return [*ahead, *_missing_evidence(decision)]


def describe_debt(decision: Decision) -> str:
    """The commitments to the audience that are silent or overdue, by name; empty where nothing is owed."""
    debt = decision.evidence.accountability
    if isinstance(debt, msgspec.UnsetType):
        return ""
    parts = (("silent on", debt.silent), ("overdue with", debt.overdue))
    return "owed: " + "; ".join(f"{words} {', '.join(names)}" for words, names in parts if names)


def debt_names(decision: Decision) -> str:
    """The names alone."""
    debt = decision.evidence.accountability
    return "" if isinstance(debt, msgspec.UnsetType) else ", ".join(dict.fromkeys((*debt.silent, *debt.overdue)))


def _missing_sides(check: Check) -> str:
    return (
        f"{percent(check.left)} of the votes take a side, for or against, and {percent(check.right)} are needed: "
        "whether people are for it can't be told from tags, but from twenty votes a day that people read"
    )


def _missing_authors(failing: list[Check]) -> list[str]:
    """The number of authors, or where it is reached for how long it has been."""
    for check in failing:
        if check.code is CheckCode.RETURNING_AUTHORS:
            return [f"{whole_number(check.left)} of {whole_number(check.right)} authors who come back"]
        if check.code is CheckCode.STEADY_AUTHORS:
            return [
                f"{whole_number(check.left)} of {whole_number(check.right)} steady authors among those who come back"
            ]
        return [f"enough authors for {whole_number(int(check.left))} of {check.right:g} hours"]
    return []


def _missing_evidence(decision: Decision) -> list[str]:
    failing = [(log_evidence_ratio(check.left, check.right), check) for check in _failing(decision, Question.READY)]
    least_first = [check for _, check in sorted(failing, key=itemgetter(0))]
    return [f"{_level(decision, check)}: {_describe_evidence(check, decision)}" for check in least_first]


def _describe_evidence(check: Check, decision: Decision) -> str:
    """How far on the way; none at less than a day's stakes: so much is left where nobody at all is there."""
    found = decision.evidence
    a_days_stakes = check.right * found.alpha * _A_DAY / found.horizon if found.horizon else 0.0
    if check.left < a_days_stakes:
        return "no evidence of readiness yet"
    return f"evidence {percent(log_evidence_ratio(check.left, check.right))} of the way"


def _level(decision: Decision, check: Check) -> str:
    """Where the votes stand on what a check asks."""
    found = decision.evidence
    match check.code:
        case CheckCode.SHARE_EVERYONE:
            return f"the share over all authors is about {_against_bar(decision, found.everyone_share)}"
        case CheckCode.SHARE_LABELLED | CheckCode.STEADY_LABELLED | CheckCode.SUPPORT_LABELLED:
            return labelled_level(decision, check.code)
        case CheckCode.SHARE_STEADY:
            return f"the share among steady, long-known authors is about {_against_bar(decision, found.steady_share)}"
    return f"support over opposition is {points(found.net_support or 0.0)}{_known_stances(decision)}"


def _known_stances(decision: Decision) -> str:
    """Of how many votes the stance is known, where it is not known of all."""
    known = decision.evidence.known_stance_share
    return "" if known is None or known >= 1.0 else f" among the {percent(known)} who show where they stand"


def _against_bar(decision: Decision, share: float | None) -> str:
    lowest = decision.evidence.lowest_channel
    where = f"; lowest on {lowest}" if lowest else ""
    return f"{percent(share)} (asked: {percent(decision.evidence.bar)}, and beyond doubt{where})"


def cautions(decision: Decision) -> list[str]:
    """What weakens a decision, whatever its kind."""
    found, is_prolong = decision.evidence, decision.decision is DecisionKind.PROLONG
    event = "in a planned event or its aftermath"  # of a PROLONG it is a reason
    fragile = "fragile: without one of the channels it would read otherwise"
    outgrown = (
        f"{percent(found.uncounted_share)} of the votes count for less than their number: who came lately, or where"
    )
    outgrown += " a channel has grown; they count in full once they have stayed"
    shown = [*([event] if found.in_event and not is_prolong else []), *([fragile] if found.fragile else [])]
    shown += [debt] if not is_prolong and (debt := describe_debt(decision)) else []
    return [*shown, *([outgrown] if found.uncounted_share >= _OUTGROWN else []), *assumptions(decision)]


def gaps(quality: DataQuality) -> list[str]:
    """What of the data is missing, and what would help; nothing where all is there."""
    told = (absence(quality.gaps or ()), silence(quality.silent_channels), lateness(quality.late_shares))
    return [each for each in told if each]


def absence(channels: Iterable[str]) -> str:
    """Of which channels a source has told that posts of the window may be missing; nothing where none has."""
    names = ", ".join(channels)
    return f"posts may be missing, as the source was away: {names}" if names else ""


def lateness(late_shares: Mapping[str, float]) -> str:
    """Which channels' posts come too late to count, how many of them, and the settings that let them count."""
    if not late_shares:
        return ""
    names = ", ".join(f"{percent(share)} of {channel}" for channel, share in late_shares.items())
    return f"too late to count: {names} (raise vote_lateness_hours, or closing_lateness_minutes to wait for them)"


def silence(channels: Iterable[str]) -> str:
    """Which channels should have been heard and were not; nothing where all were."""
    names = ", ".join(channels)
    return f"silent: {names}" if names else ""
