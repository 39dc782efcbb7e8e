"""`listener check`: what a campaign file means, or every mistake in it."""

from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors, output

if TYPE_CHECKING:
    from rich.table import Table

    from models.campaigns import Campaign, ReadyWhen
    from models.errors import Mistake


def check(
    files: Annotated[list[str], typer.Argument(metavar="CAMPAIGN.yaml...", help="Campaign files; - reads one.")],
) -> None:
    """Check campaign files: explain each mistake with its line, warn of what is legal and unwise."""
    from listener.campaign_file import find_warnings
    from listener.campaign_file.loading import check_file
    from listener.wording.visible import visible

    for name in files:
        found = check_file(name)
        output().print("good", style="bold green", end="  ")
        output().print(f'{visible(name)}: {found.campaign.name}, "{visible(found.campaign.story)}"')
        output().print(_table(found.campaign))
        if found.campaign.acts:
            output().print(f"  acts: {_count_phrases(found.campaign)}")
        _print_warnings(name, (*found.doubts, *find_warnings(found.campaign, found.lines)))


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
