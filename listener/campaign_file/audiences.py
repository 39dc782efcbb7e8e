"""The audiences of a campaign file, with their chapters."""

import re

from msgspec.structs import replace

from listener.campaign_file import values
from listener.campaign_file.locations import Located, MistakeReport, build_each, check_unique, read_fields, read_items
from models.campaigns import Audience, AudienceFilter, Chapter, ReadyWhen, Uptake
from models.tags import Stage

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")  # ISO 639, or a tag of BCP 47


def read_audience(report: MistakeReport, place: Located, share: float, least: float) -> Audience:
    """An audience. `share` is the bar of a chapter that names none; a bar must lie above `least`."""
    purposes = {"name": "what the audience is called", "chapters": "the story's phases for this audience, in order"}
    got = read_fields(report, place, purposes, ("when",))
    return Audience(
        name=values.read_name(report, got.get("name")),
        chapters=_read_chapters(report, got.get("chapters"), share, least),
        when=_read_filter(report, got.get("when")),
    )


def _read_filter(report: MistakeReport, place: Located | None) -> AudienceFilter:
    if place is None:
        return AudienceFilter()
    got = read_fields(report, place, {}, ("channels", "languages"))
    for item in read_items(MistakeReport(), got.get("languages")):
        _check_language(report, item)
    return AudienceFilter(
        values.read_texts(report, got.get("channels")), values.read_texts(report, got.get("languages"))
    )


def _check_language(report: MistakeReport, place: Located) -> None:
    code = values.read_text(MistakeReport(), place)
    if code and not _LANGUAGE.fullmatch(code):
        report.wrong(place, f"`{code[:40]}` is not a language code: expected two letters (ISO 639-1), such as en")


def _read_chapters(report: MistakeReport, place: Located | None, share: float, least: float) -> tuple[Chapter, ...]:
    if place is None:
        return ()
    found = build_each(report, place, _read_chapter)
    if not place.node.value:
        report.wrong(place, "is empty: a story has chapters")
    check_unique(report, place)
    places = read_items(MistakeReport(), place)
    _check_order(report, places, found)
    return tuple(_with_bar(report, here, chapter, share, least) for here, chapter in zip(places, found, strict=True))


def _read_chapter(report: MistakeReport, place: Located) -> Chapter:
    purposes = {
        "name": "what the chapter is called",
        "stage": f"where it wants to bring people: {', '.join(Stage)}",
        "call_to_action": "what it asks of people",
    }
    got = read_fields(report, place, purposes, ("ready_when", "codes", "uptake"))
    return Chapter(
        name=values.read_name(report, got.get("name")),
        stage=Stage(values.read_choice(report, got.get("stage"), Stage, "a stage")),
        call_to_action=values.read_text(report, got.get("call_to_action")),
        ready_when=_read_ready_when(report, got.get("ready_when")),
        codes=values.read_texts(report, got.get("codes")),
        uptake=_read_uptake(report, got.get("uptake")),
    )


def _read_uptake(report: MistakeReport, place: Located | None) -> Uptake:
    if place is None:
        return Uptake()
    got = read_fields(report, place, {}, ("any", "links"))
    found = Uptake(values.read_texts(report, got.get("any")), values.read_texts(report, got.get("links")))
    if not found.any and not found.links and not report.has_mistake(place.path):
        report.wrong(place, "is empty: expected `any`, words that tell it, or `links`, how its addresses begin")
    return found


def _read_ready_when(report: MistakeReport, place: Located | None) -> ReadyWhen:
    if place is None:
        return ReadyWhen()
    got = read_fields(report, place, {}, ("share", "authors"))
    return ReadyWhen(_read_share(report, got.get("share")), values.read_whole(report, got.get("authors")))


def _read_share(report: MistakeReport, place: Located | None) -> float | None:
    value = values.read_number(report, place)
    if place is None or value is None or 0 < value <= 1:
        return value
    meant = f": write {value / 100:g}" if 1 < value <= 100 else ""
    report.wrong(place, f"expected a share above 0 and up to 1, got {place.shown}{meant}")
    return None


def _check_order(report: MistakeReport, places: list[Located], chapters: tuple[Chapter, ...]) -> None:
    """A story never asks for less than it did."""
    for place, before, chapter in zip(places[1:], chapters, chapters[1:], strict=False):
        if chapter.stage.rank < before.stage.rank and not report.doubts(f"{place.path}.stage"):
            report.wrong_at(
                place.line,
                f"{place.path}.stage",
                f"`{chapter.stage}` comes after `{before.stage}` of `{before.name}`: stages go forward",
            )


def _with_bar(report: MistakeReport, place: Located, chapter: Chapter, share: float, least: float) -> Chapter:
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
        return replace(chapter, ready_when=ReadyWhen(share, asks.authors))
    return chapter
