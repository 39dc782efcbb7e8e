"""`listener import`: posts out of the files that other tools export."""

from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from listener.importing.converting import Conversion
    from listener.importing.import_report import ImportReport
    from listener.importing.keys import KeptKey
    from listener.importing.mapping import ColumnMapping
    from listener.importing.moments import DateOrder
    from listener.importing.sorted_posts import SortedPosts
    from listener.importing.table_files import TableFile
    from models.author_keys import AuthorKey

_SHOWN_VALUE = 48  # characters of an example
_OF_PEOPLE = ("author", "name", "handle", "url")  # what is in these is not even shown


def import_posts(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="CSV, TSV, JSON, NDJSON; .gz, .zst; - is stdin.")
    ],
    out: Annotated[str, typer.Option(metavar="FILE", help="Where the posts go, NDJSON; - is the screen.")] = "-",
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN,...", help="Which column is what: text=Message,author=User."),
    ] = None,
    zone: Annotated[
        str | None, typer.Option(metavar="ZONE", help="Of times that name none: Europe/Oslo, UTC.")
    ] = None,
    dates: Annotated[str | None, typer.Option(metavar="ORDER", help="dmy or mdy: how to read 03/04/2026.")] = None,
    channel: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Where the posts are from; a column that an export is known to have for it goes first.",
        ),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of the letters, if not UTF-8, UTF-16 or cp1252: cp1256.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take guessed columns without asking.")] = False,
) -> None:
    """Import posts from the files of other tools: who wrote them becomes a pseudonym.

    Brandwatch, Talkwalker, Meltwater, Sprout Social, Hootsuite, 4CAT, Mastodon, Bluesky, Reddit, Slack and Zulip are
    known by sight; of any other table the columns are guessed, shown, and asked for. The posts come out in the order
    of their times, for: listener replay CAMPAIGN.yaml POSTS.ndjson.
    """
    from listener.files.identity import refuse_overwriting
    from listener.importing.import_report import ImportReport
    from listener.importing.keys import keep_author_key
    from listener.importing.mapping import find_mapping
    from listener.importing.moments import check_order, find_zone
    from listener.importing.table_files import TableFile, check_encoding
    from listener.settings import from_environment
    from models.errors import InputError

    refuse_overwriting(files, {"--out": out})
    order = check_order(dates)
    told_zone = find_zone(zone) if zone else None
    opened = [TableFile(each, check_encoding(encoding)) for each in files]
    tables = [(table, find_mapping(table.columns, columns or (), channel)) for table in opened]
    for table, mapping in tables:
        _confirm(table, mapping, yes)
    kept, report = keep_author_key(from_environment()), ImportReport()
    conversions = [(table, _plan(table, mapping, kept.key, order, told_zone, channel)) for table, mapping in tables]
    _write_posts(out, conversions, report)
    _say(report, kept, [table.path for table, mapping in tables if "author" not in mapping.columns])
    if out != "-" and report.taken:
        errors().print(f"Next: listener replay CAMPAIGN.yaml {out} --report board.html", soft_wrap=True)
    if not report.taken:
        raise InputError(f"{', '.join(files)}: not one row is a post")


def _confirm(table: "TableFile", mapping: "ColumnMapping", yes: bool) -> None:
    """Show which column is taken for what, and ask, where it is a guess: of an export that is not known by sight, and
    that the user has not told. Raises InputError."""
    import sys

    from listener.importing.mapping import show_columns
    from listener.importing.masking import mask_text
    from models.errors import InputError

    name = f": {mapping.shape.name}" if mapping.shape else ""
    errors().print(f"{table.path}{name}")
    if table.is_encoding_guessed:
        errors().print(f"  its letters are no UTF-8: they are read as {table.encoding}; if odd, --encoding NAME")
    first = next(iter(table.rows()), None)
    for wanted, names in mapping.columns.items():
        example = mask_text(mapping.value(wanted, first.values)) if first and wanted not in _OF_PEOPLE else ""
        errors().print(
            f"  {wanted:<12} {' or '.join(names)}   {repr(example[:_SHOWN_VALUE]) if example else ''}", style="dim"
        )
    if "author" not in mapping.columns:
        errors().print("  no column says who wrote a post: nobody can be seen to come back, so nobody can vote;")
        errors().print("  what is said, how much of it and in which mood can be shown still")
    if yes or mapping.is_told or mapping.shape:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise InputError(f"{table.path}: these columns are a guess: take them with --yes, or tell them with --map")
    if not typer.confirm("Are these the columns?", default=True, err=True):
        raise InputError(f"tell which column is what, with --map; {show_columns(table.columns)}")


def _plan(
    table: "TableFile",
    mapping: "ColumnMapping",
    key: "AuthorKey",
    order: "DateOrder | None",
    zone: "tzinfo | None",
    channel: str | None,
) -> "Conversion":
    """How the file is read: its times by what is told, by its shape, by the name of the column, by its rows."""
    from listener.importing.converting import Conversion
    from listener.importing.moments import find_common_problem, find_order, find_zone, zone_of_column
    from models.errors import InputError

    shape = mapping.shape
    order = order or find_order(mapping.value("created_at", row.values) for row in table.rows())
    usual = find_zone(shape.zone) if shape and shape.zone else None
    zone = zone_of_column(" ".join(mapping.columns["created_at"])) or zone or usual
    if problem := find_common_problem((mapping.value("created_at", row.values) for row in table.rows()), order, zone):
        raise InputError(f"{table.path}: no time in it can be read: {problem}")
    return Conversion(mapping, key, order, zone, channel or (shape.channel if shape else "") or "import")


def _write_posts(out: str, conversions: "Sequence[tuple[TableFile, Conversion]]", report: "ImportReport") -> None:
    """All posts in the order of their times: exports begin with the latest, and a replay reads forward."""
    from contextlib import closing

    from listener.files.output import open_output
    from listener.importing.sorted_posts import SortedPosts

    with closing(SortedPosts()) as posts:
        for table, conversion in conversions:
            _sort(table, conversion, posts, report)
        report.authors = posts.count_authors()
        with open_output(out) as write:
            for line in posts.lines():
                write(line)


def _sort(table: "TableFile", conversion: "Conversion", posts: "SortedPosts", report: "ImportReport") -> None:
    """Puts the posts of a table where they wait, and counts what came of its rows."""
    import msgspec

    from listener.importing.converting import ConversionError, LeftOut

    encode, knows_author = msgspec.json.Encoder().encode, "author" in conversion.mapping.columns
    for row in table.rows():
        try:
            if row.has_slipped:
                raise ConversionError(LeftOut.SLIPPED, "its cells cannot be told apart: is a quote missing?")
            if not row.values:
                raise ConversionError(LeftOut.UNREADABLE, "it is no JSON object that can be read, or an empty one")
            post = conversion.convert(row.values)
        except ConversionError as error:
            report.leave_out(f"{table.path}, row {row.number}", error)
            continue
        if posts.add(post, encode(post), knows_author=knows_author):
            report.add(post)
        else:
            report.repeats += 1


def _say(report: "ImportReport", kept: "KeptKey", without_authors: list[str]) -> None:
    for line in report.lines():
        errors().print(line, soft_wrap=True)
    for path in without_authors:
        errors().print(f"{path}: nobody of its authors can vote: no column says who they are", style="bold yellow")
    if kept.path:
        made = "A key for the pseudonyms was made: " if kept.is_new else "Pseudonyms are made with the key in "
        errors().print(f"{made}{kept.path}. Keep it, and keep it secret: with another key all authors are strangers.")
        errors().print(f"Elsewhere, and for workers, set LISTENER_AUTHOR_KEY_FILE={kept.path}", soft_wrap=True)
