"""Changes: what a command that goes on says once it has taken over campaign files that were changed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from listener.cli.support.console import errors

if TYPE_CHECKING:
    from models.campaigns import Campaign


def tell_change(campaigns: "Sequence[Campaign]") -> None:
    """Which versions count from here on."""
    versions = ", ".join(f"{each.name} {each.version}" for each in campaigns)
    errors().print(f"A campaign file was changed, and counts from here on: version {versions}", soft_wrap=True)
