"""`listener ledger`: check the ledger of commitments, and record what a file says otherwise than before."""

from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors, output
from listener.cli.support.json_lines import AsJson, write_json
from models.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime

app = typer.Typer(no_args_is_help=True, help="The ledger of commitments: a chain that nobody rewrites.")


@app.command("verify")
def verify(
    ledger: Annotated[
        str, typer.Argument(metavar="LEDGER.ndjson", help="Entries, as `replay --ledger` writes them.")
    ],
    head: Annotated[str | None, typer.Option(metavar="HASH", help="The last hash that you noted.")] = None,
    as_json: AsJson = False,
) -> None:
    """Check every byte of a ledger: a change, a gap or an entry in another's place is found.

    Who could write it anew from the start could not write it with the head that you noted: give --head.
    """
    from listener.files.ledger_files import read_ledger_lines
    from pipelines.accountability import verify_ledger

    check = verify_ledger(read_ledger_lines(ledger))
    if check.problem:
        raise InputError(f"{ledger}, line {check.line}: {check.problem}")
    if head and head not in {each for hashes in check.hashes.values() for each in hashes}:
        raise InputError(f"{ledger}: no entry has the hash {head[:64]}: it was written anew, or cut off before it")
    if as_json:
        write_json(
            {"campaign": name, "entries": len(hashes), "head": hashes[-1]} for name, hashes in check.hashes.items()
        )
        return
    output().print("good", style="bold green", end="  ")
    for name, hashes in check.hashes.items():
        output().print(f"{name}: {len(hashes)} entries, head {hashes[-1]}")


@app.command("diff")
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD.yaml", help="The campaign file as it was.")],
    new: Annotated[str, typer.Argument(metavar="NEW.yaml", help="The campaign file as it is.")],
    at: Annotated[str | None, typer.Option(metavar="TIME", help="When it changed. [default: now]")] = None,
    send: Annotated[bool, typer.Option("--send", help="Send it to the workers; else it is printed.")] = False,
    as_json: AsJson = False,
) -> None:
    """Record what a campaign file promises otherwise than before: weakened, withdrawn or new commitments."""
    from listener.campaign_file.loading import load_files
    from listener.cli.commands.update import print_records, send_records
    from pipelines.accountability import find_changes

    before, after = load_files([old])[0], load_files([new])[0]
    if before.name != after.name:
        raise InputError(f"{old} is of the campaign {before.name}, and {new} of {after.name}")
    changes = list(find_changes(after.name, before.commitments, after.commitments, _moment(at, after.timezone)))
    if send:
        send_records(changes)
    if as_json or not send:
        print_records(changes)
    errors().print(f"{len(changes)} commitments changed")


def _moment(written: str | None, zone: str) -> "datetime":
    """A time, or a date, which begins in the campaign's zone."""
    import re
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from listener.cli.support.times import time_or_now
    from models.posts import instant

    if written is None or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        return instant(time_or_now(written, "--at"))
    try:
        return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        raise InputError(f"--at: `{written}` is not a date") from None
