"""`listener check`: what a campaign file means, or every mistake in it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors, output

if TYPE_CHECKING:
    from rich.table import Table

    from listener.campaign_file import CheckedBrand
    from models.campaigns import Campaign, ReadyWhen
    from models.commitments import Commitment
    from models.errors import Mistake


def check(
    files: Annotated[list[str], typer.Argument(metavar="CAMPAIGN.yaml...", help="Campaign files; - reads one.")],
) -> None:
    """Check campaign files: explain each mistake with its line, warn of what is legal and unwise."""
    from listener.campaign_file.loading import read_brand_or_none

    for name in files:
        if brand := read_brand_or_none(name):
            _show_brand(name, brand)
        else:
            _show_campaign(name)


def _show_campaign(name: str) -> None:
    from listener.campaign_file import find_warnings
    from listener.campaign_file.loading import check_file
    from listener.wording.visible import visible

    found = check_file(name)
    output().print("good", style="bold green", end="  ")
    output().print(f'{visible(name)}: {found.campaign.name}, "{visible(found.campaign.story)}"')
    output().print(_table(found.campaign))
    if found.campaign.acts:
        output().print(f"  acts: {_count_phrases(found.campaign)}")
    if found.campaign.commitments:
        output().print(_commitment_table(found.campaign.commitments, found.campaign.timezone))
    _print_warnings(name, (*found.doubts, *find_warnings(found.campaign, found.lines)))


def _show_brand(name: str, brand: "CheckedBrand") -> None:
    from listener.campaign_file import find_brand_warnings
    from listener.wording.visible import visible

    output().print("good", style="bold green", end="  ")
    output().print(f"{visible(name)}: the brand {brand.name}")
    output().print(_commitment_table(brand.commitments, brand.timezone))
    _print_warnings(name, (*brand.doubts, *find_brand_warnings(brand)))


def _commitment_table(commitments: "Sequence[Commitment]", zone: str) -> "Table":
    from rich import box
    from rich.table import Table

    from listener.wording.accountability import describe_goal, local_day
    from listener.wording.visible import visible

    table = Table(box=box.SIMPLE_HEAD)
    for column in ("commitment", "promise", "goal", "due", "updates", "owner"):
        table.add_column(column)
    for each in commitments:
        due = "" if each.measure.due is None else local_day(each.measure.due - 1, zone)
        every = f"every {each.update_every} days" if each.update_every else "as usual"
        quote = visible(f'"{each.quote}"')
        table.add_row(each.name, quote, describe_goal(each.measure), due, every, visible(each.owner))
    return table


def _table(campaign: "Campaign") -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD)
    for column in ("audience", "chapter", "stage", "left when", "call to action"):
        table.add_column(column)
    for audience in campaign.audiences:
        for chapter in audience.chapters:
            words = _describe_ready_when(chapter.ready_when, campaign.policy.promises.default_share)
            table.add_row(audience.name, chapter.name, chapter.stage, words, chapter.call_to_action)
        table.add_section()
    return table


def _count_phrases(campaign: "Campaign") -> str:
    """How many phrases show each act."""
    counts = {act: len(phrases) for act, phrases in campaign.acts.items()}
    return ", ".join(f"{act} by {count} phrase{'s' * (count != 1)}" for act, count in counts.items())


def _describe_ready_when(asks: "ReadyWhen", usual: float) -> str:
    authors = f"{asks.authors:,} authors come back" if asks.authors is not None else ""
    share = f"{asks.share:.0%} are there" if asks.share is not None else ""
    return " and ".join(each for each in (share, authors) if each) or f"{usual:.0%} are there"


def _print_warnings(name: str, unwise: "tuple[Mistake, ...]") -> None:
    from listener.wording.visible import visible

    for mistake in unwise:
        errors().print("unwise", style="yellow", end="  ")
        errors().print(f"{visible(name)}: {mistake}", soft_wrap=True)
