"""Chapter figures: of a told movement, what came of a chapter's call, and whose story may carry the next."""

from collections.abc import Iterator

from listener.wording.catalogues import DEFAULT_LANGUAGE
from listener.wording.movement import FigureSection
from listener.wording.uptake import call_section
from listener.wording.voices import hero_section
from models.movement import AudienceMovement


def chapter_figures(
    movement: AudienceMovement | None, chapter: str, language: str = DEFAULT_LANGUAGE
) -> tuple[FigureSection, ...]:
    """Beside the chapter that is told; nothing where no movement was told yet."""
    return tuple(_list_sections(movement, chapter, language)) if movement else ()


def _list_sections(movement: AudienceMovement, chapter: str, language: str) -> Iterator[FigureSection]:
    yield from (call_section(each, language) for each in movement.calls if each.chapter == chapter)
    if movement.voices:
        yield hero_section(movement.voices, language)
