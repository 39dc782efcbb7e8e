"""`listener commitments find`: what a brand's own posts and reports promise, as YAML to be edited."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors
from listener.cli.support.json_lines import AsJson, write_json
from models.errors import InputError

if TYPE_CHECKING:
    from listener.wording.proposals import FoundPromise
    from models.campaigns import Campaign
    from models.posts import Post
    from pipelines.accountability.finding import Brand

app = typer.Typer(no_args_is_help=True, help="What a brand promised in public.")

_REPORTS = (".txt", ".md")
_MOST_REPORT_BYTES = 20_000_000


@app.command("find")
def find(
    files: Annotated[
        list[str],
        typer.Argument(metavar="POSTS...", help="Posts of the brand: NDJSON, .gz, .zst, -; reports: .txt, .md."),
    ],
    campaign: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Of many people's posts, take those of its own_accounts; leave out what it has."
        ),
    ] = None,
    brand: Annotated[str, typer.Option(metavar="NAME", help="What the file will call the brand.")] = "brand",
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="How its texts name the brand: `Northwind will ...`. Repeat it."),
    ] = None,
    made: Annotated[str | None, typer.Option(metavar="DATE", help="When a report was published.")] = None,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="Of reports. [default: found]")] = None,
    year_ends: Annotated[str, typer.Option(metavar="MM-DD", help="The end of the brand's financial year.")] = "12-31",
    owner: Annotated[
        str, typer.Option(metavar="WHO", help="Who answers for them, until you say who.")
    ] = "communications",
    out: Annotated[str, typer.Option(metavar="FILE", help="YAML file; - is the screen.")] = "-",
    as_json: AsJson = False,
) -> None:
    """Propose commitments from a brand's posts and reports: who will do what, how much, by when.

    A person decides: edit the file, and `listener check` it. Deeds done, hopes, conditions, questions, adverts and
    other people's promises are left out, as far as we read the language.
    """
    from listener.campaign_file.loading import load_files
    from listener.files.identity import refuse_overwriting
    from listener.files.output import open_output
    from listener.wording.proposals import write_proposals
    from pipelines.accountability.finding import Brand

    refuse_overwriting([*files, *([campaign] if campaign else [])], {"--out": out})
    known = load_files([campaign])[0] if campaign else None
    speaking = Brand((*(name or ()), brand) if brand != "brand" else tuple(name or ()), _month_and_day(year_ends))
    promises = list(_leave_out(known, _find_all(files, known, speaking, made, language)))
    if as_json:
        write_json(map(_plain, promises))
        return
    with open_output(out) as write:
        for line in write_proposals(promises, brand, owner):
            write(line.encode())
    _say_what_was_found(promises)


def _plain(found: "FoundPromise") -> dict[str, object]:
    """A proposal as an object: None for what its text does not say."""
    promise = found.proposal
    due, amount = promise.due, promise.amount
    return {
        "quote": promise.quote,
        "made": promise.made,
        "due": due and due.day,
        "unit": amount and amount.unit,
        "target": amount and amount.value,
        "baseline": amount and amount.baseline,
        "update_every": promise.update_every,
        "missing": promise.missing,
        "origin": found.origin,
        "source": found.source,
    }


def _month_and_day(written: str) -> tuple[int, int]:
    try:
        found = date.fromisoformat(f"2024-{written}")
    except ValueError:
        raise InputError(f"--year-ends: `{written[:20]}` is no month and day, such as 06-30") from None
    return found.month, found.day


def _find_all(
    files: list[str], known: "Campaign | None", brand: "Brand", made: str | None, language: str | None
) -> "Iterator[FoundPromise]":
    for report in (each for each in files if each.endswith(_REPORTS)):
        yield from _read_report(report, brand, made, language)
    if posts := [each for each in files if not each.endswith(_REPORTS)]:
        yield from _read_posts(posts, known, brand)


def _read_report(path: str, brand: "Brand", made: str | None, language: str | None) -> "Iterator[FoundPromise]":
    import re

    from listener.wording.proposals import FoundPromise
    from pipelines.accountability.finding import propose
    from pipelines.tags.language.identification import identify

    said, text = _published(path, made), _report_text(path)
    for number, paragraph in enumerate(re.split(r"\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)", text), 1):
        flowing = " ".join(re.sub(r"^\s*(?:[-*•#>]+|\d+[.)])\s+", "", paragraph).split())
        code = language or identify(flowing).code or "en"
        for each in propose(flowing, said, code, brand):
            yield FoundPromise(each, f"{Path(path).name}, paragraph {number}")


def _published(path: str, made: str | None) -> date:
    if made is None:
        raise InputError(f"{path}: a report has no date of its own: say when it was published with --made")
    try:
        return date.fromisoformat(made)
    except ValueError:
        raise InputError(f"--made: `{made[:20]}` is not a date, such as 2026-03-10") from None


def _report_text(path: str) -> str:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    if len(data) > _MOST_REPORT_BYTES:
        raise InputError(f"{path}: is larger than {_MOST_REPORT_BYTES:,} bytes: split it")
    return data.decode("utf-8-sig", errors="replace")


def _read_posts(files: list[str], known: "Campaign | None", brand: "Brand") -> "Iterator[FoundPromise]":
    from zoneinfo import ZoneInfo

    from listener.cli.commands.tag import admit_posts
    from listener.files.lines import Lines
    from listener.wording.proposals import FoundPromise
    from pipelines.accountability.finding import propose
    from pipelines.accountability.specifics import find_link
    from pipelines.tags.language.identification import identify

    zone = ZoneInfo(known.timezone if known else "UTC")
    for post in _own_posts(admit_posts(Lines(files)), known):
        text = post.text or ""
        code = identify(text, post.lang).code or "en"
        for each in propose(text, post.created_at.astimezone(zone).date(), code, brand):
            yield FoundPromise(each, post.id, _address(find_link(text, post.links)))


def _own_posts(posts: "Iterable[Post]", known: "Campaign | None") -> "Iterator[Post]":
    """The brand's own posts of many people's; all of them, where no campaign says which are."""
    from listener.settings import author_key, from_environment
    from pipelines.accountability import CommitmentReader

    reader = CommitmentReader([known], author_key(from_environment(), may_be_public=True)) if known else None
    for post in posts:
        is_own = reader is None or known is None or reader.find_speaker(known.name, post) is not None
        if is_own and not post.kind.is_activity:
            yield post


def _address(link: str) -> str:
    """The link where the campaign file takes it for a source."""
    import re

    return link if re.fullmatch(r"https?://[^\s/]+\S*", link, re.IGNORECASE) and len(link) <= 1_000 else ""


def _leave_out(known: "Campaign | None", found: "Iterable[FoundPromise]") -> "Iterator[FoundPromise]":
    """Each quote once, and none that the campaign file has."""
    quotes = {" ".join(each.quote.split()).casefold() for each in known.commitments} if known else set[str]()
    for each in found:
        quote = each.proposal.quote.casefold()
        if quote not in quotes:
            quotes.add(quote)
            yield each


def _say_what_was_found(found: "list[FoundPromise]") -> None:
    from listener.campaign_file.commitments import MOST_COMMITMENTS
    from listener.wording.catalogues import words

    rateable = sum(not each.proposal.missing for each in found)
    errors().print(words("proposals", "found", count=len(found), rateable=rateable))
    if len(found) > MOST_COMMITMENTS:
        errors().print(f"a file takes {MOST_COMMITMENTS} commitments: keep those that matter")
