"""The field `stance` of a campaign file: the names of what one is for or against, and what each side says."""

from listener.campaign_file import values
from listener.campaign_file.locations import Located, MistakeReport, read_fields
from models.campaigns import EVERYTHING, StanceTerms

_FIELDS = ("of", "for", "against")


def read_stance(report: MistakeReport, place: Located | None) -> StanceTerms:
    """The terms of both sides. A term that both sides have, or that says nothing, is a mistake."""
    if place is None:
        return StanceTerms()
    got = read_fields(report, place, {}, _FIELDS)
    if not got and not report.has_mistake(place.path):
        report.wrong(place, "is empty: expected `of`, `for`, `against`: names of the story, and what each side says")
    names, favour, against = (_read_terms(report, got.get(field)) for field in _FIELDS)
    for term in _common_terms(favour, against):
        report.wrong(got["against"], f"`{term}` is also in stance.for: it can show one side only")
    return StanceTerms(names, favour, against)


def _read_terms(report: MistakeReport, place: Located | None) -> tuple[str, ...]:
    terms = values.read_texts(report, place)
    if place is not None and EVERYTHING in terms:
        report.wrong(place, "`*` stands for every post, which names nothing and takes no side")
    return terms


def _common_terms(favour: tuple[str, ...], against: tuple[str, ...]) -> list[str]:
    """The terms of `against` that `favour` has, too, whatever their case."""
    folded = {term.casefold() for term in favour}
    return [term for term in against if term.casefold() in folded]
