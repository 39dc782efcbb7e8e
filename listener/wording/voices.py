"""Voices: who carries the story to whom, whose story moves people on, and what is the community's own, in words."""

from collections.abc import Iterator

from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from listener.wording.figures import percent, whole_number
from listener.wording.movement import FigureLine, FigureSection, day_words, figure_line
from models.community import CoinedTag, CommunityFigures, PeakOrigin
from models.voices import HeroCandidate, Transmission, VoiceFigures, VoiceSize

_OWN = ("brand", "leader", "employee")
_TRANSMISSIONS = 10  # that are listed: the largest shares


def voice_sections(voices: VoiceFigures, language: str = DEFAULT_LANGUAGE) -> Iterator[FigureSection]:
    """Who speaks and is answered, who carries it to whom, and candidates for the next chapter's hero."""
    yield FigureSection(
        words("voices", "title", language),
        tuple(_size_line(each, language) for each in voices.voices),
        describe_transmitters(voices, language),
    )
    shown = sorted(voices.transmissions, key=lambda each: -(each.share.value or 0.0))
    carried = tuple(_transmission_line(each, language) for each in shown[:_TRANSMISSIONS] if each.authors)
    if carried:
        yield FigureSection(words("voices", "carried", language), carried, words("voices", "carried-note", language))
    yield hero_section(voices, language)


def describe_transmitters(voices: VoiceFigures, language: str = DEFAULT_LANGUAGE) -> str:
    """What those whom many answer weigh in a decision, in a sentence."""
    found = voices.transmitters
    if not found.authors:
        return words("voices", "few-transmitters" if found.authors is None else "no-transmitters", language)
    shares = {"answers": percent(found.of_answers.value), "votes": percent(found.of_authors.value)}
    return words("voices", "transmitters", language, count=whole_number(found.authors), **shares)


def describe_hero(hero: HeroCandidate, language: str = DEFAULT_LANGUAGE) -> str:
    """Whose story of what, in which emotion."""
    return describe_story(hero.voice, hero.theme, hero.emotion, language)


def describe_story(voice: str, theme: str, emotion: str, language: str = DEFAULT_LANGUAGE) -> str:
    """A role, a theme and an emotion: those it happened to, on shelter, with hope."""
    said = [words("voice-names", voice, language)]
    said += [words("voices", "on", language, theme=theme)] if theme else []
    said += [words("voices", "with", language, emotion=emotion)] if emotion else []
    return ", ".join(said)


def describe_reservations(hero: HeroCandidate, language: str = DEFAULT_LANGUAGE) -> str:
    """What speaks against a hero; empty where it fits."""
    named = (each.partition(":") for each in hero.reservations)
    return " ".join(words("hero-reservations", code, language, value=value) for code, _, value in named)


def _size_line(size: VoiceSize, language: str) -> FigureLine:
    key = "authors" if size.authors else "own" if size.voice in _OWN else "few"
    authors = words("voices", key, language, count=whole_number(size.authors))
    name = words("voices", "size", language, voice=words("voice-names", size.voice, language), authors=authors)
    return figure_line(name, size.answers, _number, language)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _transmission_line(each: Transmission, language: str) -> FigureLine:
    names = {
        key: words("voice-names", name, language) for key, name in (("source", each.source), ("to", each.target))
    }
    return figure_line(words("voices", "from-to", language, **names), each.share, percent, language)


def hero_section(voices: VoiceFigures, language: str = DEFAULT_LANGUAGE) -> FigureSection:
    """Candidates for the next chapter's hero, with what speaks against each."""
    holding = [each for each in voices.candidates if each.holds]
    lines = [figure_line(describe_hero(each, language), each.ratio, _times, language) for each in holding]
    doubts = [
        f"{describe_hero(each, language)}: {describe_reservations(each, language)}"
        for each in holding
        if each.reservations
    ]
    note = words("voices", "heroes-note" if holding else "heroes-none", language, tried=len(voices.candidates))
    return FigureSection(words("voices", "heroes", language), tuple(lines), " ".join([note, *doubts]))


def _times(ratio: float | None) -> str:
    return "" if ratio is None else f"×{ratio:.1f}"


def community_section(community: CommunityFigures, language: str = DEFAULT_LANGUAGE) -> FigureSection:
    """The community's part of the telling, and what it coined."""
    lines = [
        figure_line(words("community", key, language), found, percent, language)
        for key, found in (("told", community.told), ("unprompted", community.unprompted))
    ]
    coined = [_coined_line(each, language) for each in community.coined]
    peaks = [describe_origin(each, language) for each in community.peaks]
    note = words("community", "coined-note" if coined else "coined-none", language)
    return FigureSection(words("community", "title", language), (*lines, *coined), " ".join([note, *peaks]))


def _coined_line(each: CoinedTag, language: str) -> FigureLine:
    key = "rising" if each.is_rising else "coined"
    called = {"name": words("coined-kinds", each.kind, language, tag=each.tag)}
    called["day"] = day_words(each.first_day, language)
    name = words("community", key, language, **called)
    if each.chapter and each.met_call.value:
        share = percent(each.met_call.value)
        name += words("community", "invited", language, chapter=each.chapter, share=share)
    return FigureLine(name, whole_number(each.authors), "")


def describe_origin(peak: PeakOrigin, language: str = DEFAULT_LANGUAGE) -> str:
    """Whether anything was planned in the days of a peak, in a sentence."""
    planned = ", ".join([*peak.events, *peak.chapters])
    key = "planned" if planned else "spontaneous"
    return words("community", key, language, day=day_words(peak.day, language), planned=planned)
