"""`acts` of a campaign file: how people of this campaign say what they do, phrases by act, in any language."""

from listener.campaign_file import values
from listener.campaign_file.locations import Located, MistakeReport, list_choices, read_pairs, suggest
from models.tags import Act

_MOST_PHRASES = 500  # of one act: each is looked for in every post of the campaign


def read_acts(report: MistakeReport, place: Located | None) -> dict[Act, tuple[str, ...]]:
    """The phrases of each act that the file declares."""
    pairs = read_pairs(report, place) if place is not None else []
    return {Act(name): _read_phrases(report, each) for name, each in pairs if _is_act(report, each, name)}


def _is_act(report: MistakeReport, place: Located, name: str) -> bool:
    known = [each.value for each in Act]
    if name not in known:
        report.wrong(place, f"`{name[:40]}` is no act{suggest(name, known)}{list_choices(known)}")
    return name in known


def _read_phrases(report: MistakeReport, place: Located) -> tuple[str, ...]:
    phrases = values.read_texts(report, place)
    if not phrases and not place.node.value:
        report.wrong(place, "is empty: expected phrases that show this act")
    if len(phrases) > _MOST_PHRASES:
        report.wrong(place, f"has {len(phrases):,} phrases: {_MOST_PHRASES} at most")
    for each in phrases:
        if not any(map(str.isalnum, each)):
            report.wrong(place, f"`{each[:40]}` has no word: nothing could be found by it")
    return phrases
