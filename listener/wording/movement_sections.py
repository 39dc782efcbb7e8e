"""Movement sections: the figures of an audience's movement as people read them, by what they are about."""

from collections.abc import Iterator

from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from listener.wording.figures import percent, whole_number
from listener.wording.movement import FigureLine, FigureSection, day_words, figure_line, figure_lines
from listener.wording.uptake import uptake_sections
from listener.wording.voices import community_section, voice_sections
from models.movement import AudienceMovement, JourneyConversion, Lift, Progression


def figure_sections(movement: AudienceMovement, language: str = DEFAULT_LANGUAGE) -> Iterator[FigureSection]:
    """Every section that has figures."""
    if not movement.momentum.peaks:
        return
    yield FigureSection(words("movement-titles", "momentum", language), tuple(figure_lines(movement, language)))
    yield FigureSection(
        words("movement-titles", "conversion", language),
        tuple(_conversion_lines(movement, language)),
        words("movement-titles", "conversion-note", language),
    )
    yield _lift_section(movement.conversion, language)
    yield _persona_section(movement, language)
    yield from uptake_sections(movement, language)
    if movement.voices:
        yield from voice_sections(movement.voices, language)
    if movement.community:
        yield community_section(movement.community, language)


def role_words(role: str, language: str = DEFAULT_LANGUAGE) -> str:
    """A role or a standing."""
    return words("movement-roles", role, language)


def mark_words(mark: str, language: str = DEFAULT_LANGUAGE) -> str:
    """What a post shows: `theme shelter`."""
    kind, _, name = mark.partition(":")
    return words("movement-marks", kind, language, name=name)


def _conversion_lines(movement: AudienceMovement, language: str) -> Iterator[FigureLine]:
    conversion = movement.conversion
    whole = [each for each in conversion.months if each.is_whole]
    for month in [each for each in whole if each.start == max(other.start for other in whole)]:
        filled = {"role": role_words(month.role, language), "start": day_words(month.start, language)}
        yield figure_line(
            words("movement-figures", "first", language, **filled), month.authors, whole_number, language
        )
        yield figure_line(
            words("movement-figures", "first-share", language, **filled), month.share, percent, language
        )
    for path in conversion.progressions:
        yield from _path_lines(path, language)
    if movement.unread.value:
        yield figure_line(words("movement-figures", "unread", language), movement.unread, percent, language)
    for days, share in conversion.still_there.items():
        yield figure_line(words("movement-figures", "still-there", language, days=days), share, percent, language)


def _path_lines(path: Progression, language: str) -> Iterator[FigureLine]:
    filled = {"source": role_words(path.source, language), "target": role_words(path.target, language)}
    for days, share in path.reached.items():
        yield figure_line(words("movement-figures", "path", language, days=days, **filled), share, percent, language)
    if path.skipped.value is not None:
        yield figure_line(words("movement-figures", "skipped", language, **filled), path.skipped, percent, language)


def _persona_section(movement: AudienceMovement, language: str) -> FigureSection:
    lines = []
    for each in movement.personas:
        now, before = (_count_words(count, language) for count in (each.authors, each.before))
        then = words("movement-words", "before", language, count=before)
        lines.append(FigureLine(words("movement-personas", each.persona, language), now, then))
    note = words("movement-titles", "personas-note", language)
    return FigureSection(words("movement-titles", "personas", language), tuple(lines), note)


def _count_words(count: float | None, language: str) -> str:
    return words("movement-words", "few", language) if count is None else whole_number(count)


def _lift_section(conversion: JourneyConversion, language: str) -> FigureSection:
    holding = [each for each in conversion.lifts if each.holds]
    note = "lifts-note" if holding else "lifts-none"
    title = words("movement-titles", "lifts", language)
    return FigureSection(
        title,
        tuple(_lift_line(each, language) for each in holding),
        words("movement-titles", note, language, tried=len(conversion.lifts)),
    )


def _lift_line(lift: Lift, language: str) -> FigureLine:
    return figure_line(mark_words(lift.mark, language), lift.ratio, times_words, language)


def times_words(ratio: float | None) -> str:
    """How many times: `×2.3`."""
    return "" if ratio is None else f"×{ratio:.1f}"
