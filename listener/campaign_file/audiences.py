"""The audiences of a campaign file, with their chapters."""

import re

from listener.campaign_file import values
from listener.campaign_file.places import Place, Report, each, fields, items, unique
from models.campaigns import Audience, AudienceFilter, Chapter, ReadyWhen
from models.tags import Stage

_LANGUAGE = re.compile(r"[a-z]{2,3}")


def audience(report: Report, place: Place, share: float, least: float) -> Audience:
    """An audience. `share` is the bar of a chapter that names none; a bar must lie above `least`."""
    purposes = {"name": "what the audience is called", "chapters": "the story's phases for this audience, in order"}
    got = fields(report, place, purposes, ("when",))
    return Audience(
        name=values.name(report, got.get("name")),
        chapters=_chapters(report, got.get("chapters"), share, least),
        when=_who(report, got.get("when")),
    )


def _who(report: Report, place: Place | None) -> AudienceFilter:
    if place is None:
        return AudienceFilter()
    got = fields(report, place, {}, ("channels", "languages"))
    for item in items(Report(), got.get("languages")):
        _language(report, item)
    return AudienceFilter(values.texts(report, got.get("channels")), values.texts(report, got.get("languages")))


def _language(report: Report, place: Place) -> None:
    code = values.text(Report(), place)
    if code and not _LANGUAGE.fullmatch(code):
        report.wrong(place, f"`{code[:40]}` is not a language code: expected two letters (ISO 639-1), such as en")


def _chapters(report: Report, place: Place | None, share: float, least: float) -> tuple[Chapter, ...]:
    if place is None:
        return ()
    found = each(report, place, _chapter)
    if not place.node.value:
        report.wrong(place, "is empty: a story has chapters")
    unique(report, place)
    places = items(Report(), place)
    _forward(report, places, found)
    return tuple(_resolved(report, here, chapter, share, least) for here, chapter in zip(places, found, strict=True))


def _chapter(report: Report, place: Place) -> Chapter:
    purposes = {
        "name": "what the chapter is called",
        "stage": f"where it wants to bring people: {', '.join(Stage)}",
        "call_to_action": "what it asks of people",
    }
    got = fields(report, place, purposes, ("ready_when",))
    return Chapter(
        name=values.name(report, got.get("name")),
        stage=Stage(values.one_of(report, got.get("stage"), Stage, "a stage")),
        call_to_action=values.text(report, got.get("call_to_action")),
        ready_when=_ready_when(report, got.get("ready_when")),
    )


def _ready_when(report: Report, place: Place | None) -> ReadyWhen:
    if place is None:
        return ReadyWhen()
    got = fields(report, place, {}, ("share", "authors"))
    return ReadyWhen(_share(report, got.get("share")), values.whole(report, got.get("authors")))


def _share(report: Report, place: Place | None) -> float | None:
    value = values.number(report, place)
    if place is None or value is None or 0 < value <= 1:
        return value
    meant = f": write {value / 100:g}" if 1 < value <= 100 else ""
    report.wrong(place, f"expected a share above 0 and up to 1, got {place.shown}{meant}")
    return None


def _forward(report: Report, places: list[Place], chapters: tuple[Chapter, ...]) -> None:
    """A story never asks for less than it did."""
    for place, before, chapter in zip(places[1:], chapters, chapters[1:], strict=False):
        if chapter.stage.rank < before.stage.rank and not report.doubts(f"{place.path}.stage"):
            report.wrong_at(
                place.line,
                f"{place.path}.stage",
                f"`{chapter.stage}` comes after `{before.stage}` of `{before.name}`: stages go forward",
            )


def _resolved(report: Report, place: Place, chapter: Chapter, share: float, least: float) -> Chapter:
    """The chapter with its bar written in, where the file names none."""
    asks, path = chapter.ready_when, f"{place.path}.ready_when"
    if report.doubts(f"{place.path}.stage") or report.has_mistake(path):
        return chapter
    if chapter.stage is Stage.AWARENESS:
        if asks.share is not None or asks.authors is None:
            problem = "everyone who speaks is aware, so a share says nothing: expected {authors: 500}, say"
            report.wrong_at(report.lines.get(path, place.line), path, problem)
        return chapter
    if asks.share is not None and asks.share <= least:
        report.wrong_at(place.line, f"{path}.share", f"{asks.share:g} is not above policy.just_under ({least:g})")
    if asks.share is None:
        return Chapter(chapter.name, chapter.stage, chapter.call_to_action, ReadyWhen(share, asks.authors))
    return chapter
