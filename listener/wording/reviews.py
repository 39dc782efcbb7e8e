"""Reviews: what a campaign's review says: its decisions, how many stood, lessons, and campaigns side by side."""

from collections.abc import Sequence
from typing import NamedTuple

from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from listener.wording.figures import UNKNOWN, percent, whole_number
from listener.wording.movement import day_words, describe_half_life, describe_measured
from listener.wording.movement_sections import times_words
from listener.wording.voices import describe_story
from models.measured import Measured
from models.movement import AudienceMovement
from models.reviews import Calibration, CampaignReview, JudgedDecision, Lesson

_OF_TIMES = frozenset({"hero", "voice", "hashtag", "stood", "fell"})  # lessons whose figure is a ratio
_STORIES = frozenset({"hero", "voice"})


class ReviewTable(NamedTuple):
    """Some rows under a title."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str


def describe_lessons(review: CampaignReview, *, keep: bool, language: str = DEFAULT_LANGUAGE) -> list[str]:
    """What to keep, or what to change: a sentence each, with its figure."""
    return [_describe_lesson(each, language) for each in review.lessons if each.keep is keep]


def _describe_lesson(lesson: Lesson, language: str) -> str:
    first, _, second = lesson.subject.partition("|")
    story = _describe_subject(lesson, language) if lesson.code in _STORIES else ""
    figure = describe_measured(lesson.figure, times_words if lesson.code in _OF_TIMES else percent)
    stage = words("uptake-stages", second, language) if lesson.code == "call-stage" else ""
    filled = {"audience": lesson.audience, "chapter": first, "stage": stage, "story": story, "figure": figure}
    return words("lessons", lesson.code, language, **filled)


def _describe_subject(lesson: Lesson, language: str) -> str:
    voice, theme, emotion = lesson.subject.split("|")
    return describe_story(voice, theme, emotion, language)


def decision_log(review: CampaignReview, language: str = DEFAULT_LANGUAGE) -> ReviewTable:
    """Each ADVANCE and STEP_BACK with what came after it."""
    columns = ("when", "audience", "decision", "stood", "authors", "first-acts", "team")
    note = " ".join(_describe_calibration(each, language) for each in review.calibration)
    return ReviewTable(
        words("review", "log", language),
        tuple(words("review", each, language) for each in columns),
        tuple(_log_row(each, language) for each in review.decisions),
        note,
    )


def _log_row(judged: JudgedDecision, language: str) -> tuple[str, ...]:
    stood = {True: "yes", False: "no", None: "open"}[judged.stood]
    return (
        day_words(judged.at.date(), language),
        f"{judged.audience} / {judged.chapter}",
        judged.decision.replace("_", " "),
        words("review", stood, language),
        describe_measured(judged.authors, times_words),
        describe_measured(judged.first_acts, times_words),
        words("review", judged.verdict, language) if judged.verdict else UNKNOWN,
    )


def _describe_calibration(found: Calibration, language: str) -> str:
    filled = {"decision": found.decision.replace("_", " "), "told": whole_number(found.told)}
    if not found.told:
        return words("review", "none-told", language, **filled)
    stood = words("review", "calibration", language, stood=describe_measured(found.stood, percent), **filled)
    if found.accepted.value is None:
        return stood
    return f"{stood} {words('review', 'accepted', language, share=describe_measured(found.accepted, percent))}"


def side_by_side(reviews: Sequence[CampaignReview], language: str = DEFAULT_LANGUAGE) -> ReviewTable:
    """Audiences of campaigns beside each other: a row an audience."""
    keys = ("campaign", "verdict", "authors-all", "back", "half-life", "branching", "acted", "told-share", "advances")
    rows = tuple(_beside_row(review, told, language) for review in reviews for told in review.audiences)
    note = words("review", "beside-note", language)
    columns = tuple(words("review", each, language) for each in keys)
    return ReviewTable(words("review", "beside", language), columns, rows, note)


def _beside_row(review: CampaignReview, told: AudienceMovement, language: str) -> tuple[str, ...]:
    peak = next(iter(told.momentum.rises), None)
    to_act = next((each for each in told.conversion.progressions if each.source == "slacktivist"), None)
    theirs = [each for each in review.decisions if each.audience == told.audience and each.decision == "ADVANCE"]
    stood = sum(bool(each.stood) for each in theirs)
    return (
        f"{told.campaign} / {told.audience}",
        told.momentum.verdict.replace("_", " "),
        describe_measured(told.authors, whole_number),
        describe_measured(peak.back_month, percent) if peak else UNKNOWN,
        describe_half_life(peak, language) if peak else UNKNOWN,
        describe_measured(told.momentum.branching_ratio, _ratio),
        describe_measured(to_act.reached.get("30", Measured()), percent) if to_act else UNKNOWN,
        describe_measured(told.community.told, percent) if told.community else UNKNOWN,
        words("review", "of-told", language, stood=whole_number(stood), told=whole_number(len(theirs))),
    )


def _ratio(value: float | None) -> str:
    return UNKNOWN if value is None else f"{value:.2f}"
