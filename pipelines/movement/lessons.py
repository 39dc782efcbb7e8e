"""Lessons: what a campaign's figures say to keep and to change. Codes and figures; `listener.wording` has the words.

Only what is beyond chance teaches: whole intervals on one side of a bar, and discoveries that hold.
"""

from collections.abc import Iterator, Sequence

from models.campaigns import Audience, Campaign
from models.decisions import DecisionKind
from models.measured import Measured
from models.movement import AudienceMovement, MovementVerdict
from models.reviews import JudgedDecision, Lesson
from models.uptake import CallFigures
from pipelines.movement.observing import VALUE_MARK

_UNHEARD, _MANY_ASKED = 0.02, 100  # a call that fewer took up, of as many asked at least, was not heard
_UNFIT = ("against", "own", VALUE_MARK)  # reservations for which a hero is none
_STAY, _STAY_DAYS = 0.5, "30"  # share not lapsed after so many days: under it people do not stay


def draw_lessons(
    campaign: Campaign, movements: Sequence[AudienceMovement], log: Sequence[JudgedDecision]
) -> tuple[Lesson, ...]:
    """What to keep, then what to change."""
    found = [
        lesson
        for told in movements
        if (audience := campaign.audience(told.audience)) and told.momentum.peaks
        for lesson in (
            *_of_momentum(told),
            *(each for call in told.calls for each in _of_call(told, audience, call)),
            *_of_people(told),
        )
    ]
    found += _of_decisions(log)
    return tuple(sorted(found, key=lambda each: not each.keep))


def _of_momentum(told: AudienceMovement) -> Iterator[Lesson]:
    peak, stay = told.momentum.peaks[0], told.conversion.still_there.get(_STAY_DAYS, Measured())
    if told.momentum.verdict is MovementVerdict.MOVEMENT:
        yield Lesson(True, "movement", told.audience, "", peak.back_month)
    if told.momentum.verdict is MovementVerdict.MOMENT:
        yield Lesson(False, "moment", told.audience, "", peak.back_month)
    if stay.high is not None and stay.high < _STAY:
        yield Lesson(False, "lapse", told.audience, "", stay)
    if told.outcomes is None:
        yield Lesson(False, "no-outcomes", told.audience, "", Measured())


def _of_call(told: AudienceMovement, audience: Audience, call: CallFigures) -> Iterator[Lesson]:
    chapter = next((each for each in audience.chapters if each.name == call.chapter), None)
    is_measured = chapter is not None and bool(chapter.uptake.any or chapter.uptake.links)
    best = next((each for each in call.stages if each.stage == call.best_stage), None)
    if best and call.is_clear:
        yield Lesson(True, "call-stage", told.audience, f"{call.chapter}|{best.stage}", best.taken_up)
    if not is_measured:
        yield Lesson(False, "call-unmeasured", told.audience, call.chapter, call.taken_up)
    elif call.taken_up.of >= _MANY_ASKED and call.taken_up.high is not None and call.taken_up.high < _UNHEARD:
        yield Lesson(False, "call-unheard", told.audience, call.chapter, call.taken_up)


def _of_people(told: AudienceMovement) -> Iterator[Lesson]:
    for hero in (each for each in told.voices.candidates if each.holds) if told.voices else ():
        fits = not any(each.startswith(_UNFIT) for each in hero.reservations)
        yield Lesson(
            fits,
            "hero" if fits else "voice",
            told.audience,
            f"{hero.voice}|{hero.theme}|{hero.emotion}",
            hero.ratio,
        )
    coined = told.community.coined if told.community else ()
    for tag in (each for each in coined if each.is_rising and each.kind == "hashtag"):
        yield Lesson(True, "hashtag", told.audience, tag.tag, tag.growth)


def _of_decisions(log: Sequence[JudgedDecision]) -> Iterator[Lesson]:
    for each in log:
        if each.decision is DecisionKind.ADVANCE and each.stood is not None:
            code = "stood" if each.stood else "fell"
            yield Lesson(each.stood, code, each.audience, each.chapter, each.first_acts)
