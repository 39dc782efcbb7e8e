"""Label report: the latest decision of each audience, from wherever decisions are, and what its labels say."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from listener.cli.support.console import output

if TYPE_CHECKING:
    from models.campaigns import Campaign
    from models.decisions import Decision


def print_label_report(campaign: "Campaign", decisions: str | None, log: str | None) -> None:
    """Prints what labels say of each audience. Raises InputError where nothing has been decided yet."""
    from listener.wording.label_table import label_entries
    from models.errors import InputError

    latest = {each.audience: each for each in _read(campaign, decisions, log) if each.campaign == campaign.name}
    if not latest:
        raise InputError(f"nothing has been decided for {campaign.name} yet: there is nothing to report")
    for name in sorted(latest):
        for entry in label_entries(latest[name]):
            output().print(entry)


def _read(campaign: "Campaign", decisions: str | None, log: str | None) -> "list[Decision]":
    """The campaign's decisions, in their order, each audience's latest last."""
    from listener.settings import from_environment

    if decisions:
        from listener.files.lines import Lines
        from listener.files.movement_files import read_decisions

        return list(read_decisions(Lines([decisions])))
    if log:
        from listener.local.said import read_decisions_of_log

        return read_decisions_of_log(Path(log))
    from listener.kafka.label_queue import read_latest_decisions

    return asyncio.run(read_latest_decisions(from_environment(), campaign.name))
