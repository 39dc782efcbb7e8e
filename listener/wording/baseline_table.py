"""Baseline table: who an audience is before a campaign, and what is proposed, on a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from listener.wording.figures import percent, plural, whole_number
from listener.wording.movement import day_words, describe_measured
from models.baseline import Baseline, Outlook, ProposedBar, ShareOf

_LOUDEST = 3  # hours


def baseline_tables(found: Iterable[Baseline]) -> Iterator[RenderableType]:
    """For each audience what there is, what is proposed, and whether decisions will be possible."""
    for each in found:
        yield Text(f"{each.campaign} / {each.audience}", style="bold")
        if each.outlook is None:
            yield Text("Nobody spoke of it, or too few on any day: no post matches, or the files are of other days.")
            continue
        yield Text(f"{day_words(each.first_day)} – {day_words(each.last_day)}")
        yield _figures(each)
        yield ""
        yield Text(describe_outlook(each.outlook, each.policy))
        yield ""
        yield from _proposal(each.bars, each.policy)


def _figures(found: Baseline) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    rows = {
        "Authors": f"{whole_number(found.authors.value)}, {whole_number(found.daily_authors)} on a usual day",
        "Back within four weeks": _describe_returning(found),
        "Channels": _list(found.channels),
        "Languages": _list(found.languages),
        "Loudest hours (UTC)": _loudest(found.hours),
        "Themes": _list(found.themes),
        "Emotions": _list(found.emotions),
        "Stages of those who return": _list(found.stages),
    }
    for name, value in rows.items():
        table.add_row(name, value or "none by enough authors")
    return table


def _describe_returning(found: Baseline) -> str:
    if found.returning.value is None:
        return "not known: of too few authors there are four weeks after their first post"
    return describe_measured(found.returning, percent)


def _list(shares: Sequence[ShareOf]) -> str:
    return ", ".join(f"{each.name} {percent(each.share.value)}" for each in shares)


def _loudest(hours: Sequence[float]) -> str:
    loudest = sorted(range(len(hours)), key=lambda hour: -hours[hour])[:_LOUDEST]
    return ", ".join(f"{hour:02}:00 {percent(hours[hour])}" for hour in sorted(loudest))


def describe_outlook(outlook: Outlook, policy: dict[str, float]) -> str:
    """Whether decisions will be possible, and when, in a sentence."""
    eligible = f"{plural(outlook.eligible, 'author')} spoke on two days or more of the last four weeks"
    if outlook.is_possible:
        first = f"The first from day {outlook.days} on."
        return f"Decisions will be possible: {eligible}, {outlook.needed} are needed. {first}"
    if not outlook.is_known:
        heard = f"but posts are of {plural(outlook.days_heard, 'day')} of them alone. Bring posts of more days"
        return f"Not known yet whether decisions will be possible: {eligible}, {heard}; {outlook.needed} are needed."
    advice = "Match more words or channels, or wait until more people speak of it."
    if policy:
        advice = "That is nearly enough: the policy proposed below decides with fewer, and less surely."
    return f"Decisions will not be possible: {eligible}, and {outlook.needed} are needed. {advice}"


def _proposal(bars: Sequence[ProposedBar], policy: dict[str, float]) -> Iterator[RenderableType]:
    """As lines for the campaign file."""
    if not bars:
        return
    yield Text("Bars that this audience has not passed already, for the chapters of the campaign file:", style="dim")
    for bar in bars:
        if bar.authors is not None:
            yield Text(f"  stage: {bar.stage}, ready_when: {{authors: {bar.authors}}}")
        else:
            now = describe_measured(bar.now, percent)
            yield Text(f"  stage: {bar.stage}, ready_when: {{share: {bar.share:.2f}}}  # now {now}")
    for name, value in policy.items():
        yield Text(f"policy: {{{name}: {value:g}}}")
    yield ""
