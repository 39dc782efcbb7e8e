"""`listener check`: what a campaign file means, or every mistake in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors, output
from listener.cli.support.json_lines import AsJson, write_json
from models.errors import CampaignError

if TYPE_CHECKING:
    from rich.table import Table

    from listener.campaign_file import CheckedBrand, CheckedCampaign
    from models.campaigns import Campaign, ReadyWhen
    from models.commitments import Commitment
    from models.errors import Mistake


def check(
    files: Annotated[list[str], typer.Argument(metavar="CAMPAIGN.yaml...", help="Campaign files; - reads one.")],
    as_json: AsJson = False,
) -> None:
    """Check campaign files: explain each mistake with its line, warn of what is legal and unwise.

    All files are checked, whatever is wrong in one of them. As JSON: `file`, `name`, `mistakes` and `unwise`, each of
    these with `line`, `field` and `problem`.
    """
    checked = [_check(name) for name in files]
    for each in checked:
        if as_json:
            write_json([each.as_json()])
        else:
            each.show()
    if any(each.mistakes for each in checked):
        raise typer.Exit(2)


@dataclass(frozen=True)
class _Checked:
    """What one file is, or what is wrong in it."""

    file: str
    found: "CheckedBrand | CheckedCampaign | None"
    mistakes: "Sequence[Mistake]"
    unwise: "Sequence[Mistake]" = ()

    def show(self) -> None:
        """For people."""
        from listener.campaign_file import CheckedBrand

        if self.found is None:
            errors().print("error:", style="bold red", end=" ")
            errors().print(str(CampaignError(self.file, tuple(self.mistakes))), soft_wrap=True)
        elif isinstance(self.found, CheckedBrand):
            _show_brand(self.file, self.found)
        else:
            _show_campaign(self.file, self.found.campaign)
        _print_warnings(self.file, self.unwise)

    def as_json(self) -> dict[str, object]:
        """For programs."""
        from listener.campaign_file import CheckedBrand

        found = self.found
        name = found.name if isinstance(found, CheckedBrand) else found.campaign.name if found else None
        return {"file": self.file, "name": name, "mistakes": self.mistakes, "unwise": self.unwise}


def _check(name: str) -> _Checked:
    """Raises InputError where it cannot be read."""
    from listener.campaign_file import find_brand_warnings, find_warnings
    from listener.campaign_file.loading import check_file, read_brand_or_none

    try:
        if brand := read_brand_or_none(name):
            return _Checked(name, brand, (), (*brand.doubts, *find_brand_warnings(brand)))
        found = check_file(name)
    except CampaignError as error:
        return _Checked(error.name, None, error.mistakes)
    return _Checked(name, found, (), (*found.doubts, *find_warnings(found.campaign, found.lines)))


def _show_campaign(name: str, campaign: "Campaign") -> None:
    from listener.wording.visible import visible

    output().print("good", style="bold green", end="  ")
    output().print(f'{visible(name)}: {campaign.name}, "{visible(campaign.story)}"')
    output().print(_table(campaign))
    if campaign.acts:
        output().print(f"  acts: {_count_phrases(campaign)}")
    if campaign.commitments:
        output().print(_commitment_table(campaign.commitments, campaign.timezone))


def _show_brand(name: str, brand: "CheckedBrand") -> None:
    from listener.wording.visible import visible

    output().print("good", style="bold green", end="  ")
    output().print(f"{visible(name)}: the brand {brand.name}")
    output().print(_commitment_table(brand.commitments, brand.timezone))


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


def _print_warnings(name: str, unwise: "Sequence[Mistake]") -> None:
    from listener.wording.visible import visible

    for mistake in unwise:
        errors().print("unwise", style="yellow", end="  ")
        errors().print(f"{visible(name)}: {mistake}", soft_wrap=True)
