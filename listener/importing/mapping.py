"""Mapping: which column of a table is what of a post: as told with --map, by the shape of the export, or guessed."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from listener.importing.shapes import ExportShape, recognise_shape
from models.errors import InputError

# What a column may be. `name` and `handle` are the author's, and read for one thing: to take them out of texts.
FIELDS = (
    "text",
    "author",
    "created_at",
    "id",
    "channel",
    "lang",
    "kind",
    "in_reply_to",
    "hashtags",
    "url",
    "name",
    "handle",
)
NEEDED = ("text", "created_at")
_SHOWN_COLUMNS, _SHOWN_NAME = 20, 40  # columns, and characters of the name of one

# Names of columns, as people and tools write them, folded: the first that a table has is taken.
_GUESSES: Mapping[str, str] = {
    "text": "full text|text|message|content|body|post text|tweet|comment|comment text|post|caption|snippet|"
    "description|tekst|melding|innhold|innlegg|kommentar|nachricht|beitrag|inhalt|texte|contenu|texto|mensaje|"
    "mensagem|testo|messaggio",
    "author": "author id|user id|authorid|userid|from id|user id str|account id|sender id|sender user id|"
    "author handle|sender screen name|author|account acct|sender full name|"
    "username|user name|user|screen name|handle|account|"
    "from|posted by|commenter|forfatter|bruker|avsender|autor|verfasser|benutzer|auteur|utilisateur|usuario|usuário|"
    "autore|utente",
    "created_at": "created at|created time|published at|published|created|posted at|post date|date utc|timestamp utc|"
    "timestamp|date time|datetime|date|time|dato|tid|tidspunkt|tidsmerke|datum|zeit|"
    "zeitstempel|tidsstempel|tidsstämpel|date de publication|horodateur|fecha|marca temporal|data|data ora",
    "id": "id|post id|message id|tweet id|comment id|status id|resource id|permalink|url|link",
    "channel": "channel|network|platform|source|social network|site|kanal|kilde|plattform|réseau|red|rede|rete",
    "lang": "lang|language|språk|sprache|langue|idioma|lingua",
    "kind": "kind|post type|type|message type|engagement type",
    "in_reply_to": "in reply to|in reply to id|reply to|parent id|in reply to status id",
    "hashtags": "hashtags|tags",
    "url": "url|permalink|link|post url",
    "name": "full name|display name|author name|name|navn|nom|nombre|nome",
    "handle": "handle|screen name|username|user name|author handle",
}

_NOTHING = frozenset(("nan", "null", "none", "n/a", "#n/a", "#name?", "#ref!", "#value!", "undefined", "\\n"))
_TAKEN_AWAY = ("[removed]", "[deleted]")  # from below a title that is left
_NOBODY = frozenset(("anonymous", "anonym", "unknown", "ukjent", "unbekannt"))  # many people under one name
_IDS = frozenset(("id", "author", "in_reply_to"))
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d+")  # a workbook has rounded it: many ids become one

_TIMES_OF_DAY = ("time", "tid", "uhrzeit", "heure", "hora", "ora")  # beside a date


@dataclass(frozen=True)
class ColumnMapping:
    """Of each thing, the columns to look in: the first that has a value. `A+B` is both, with a space between."""

    columns: Mapping[str, tuple[str, ...]]
    shape: ExportShape | None = None
    is_told: bool = False  # by the user, so that nothing is to be confirmed

    def value(self, wanted: str, row: Mapping[str, str]) -> str:
        """What the row has of a thing, without spaces around it; empty where it has nothing."""
        for column in self.columns.get(wanted, ()):
            names = [column] if column in row else column.split("+")
            parts = [part for name in names if (part := row.get(name, "").strip())]
            found = " ".join([part for part in parts if len(parts) == 1 or part not in _TAKEN_AWAY])
            if found and found.lower() not in _NOTHING and not (wanted in _IDS and _is_damaged(found, wanted)):
                return found
        return ""


def _is_damaged(value: str, wanted: str) -> bool:
    """Whether an id is one of many that look the same."""
    return _ROUNDED.fullmatch(value) is not None or (wanted == "author" and value.lower() in _NOBODY)


def find_mapping(columns: Sequence[str], told: Sequence[str] = (), channel: str | None = None) -> ColumnMapping:
    """The mapping of a table. What is told (`text=Message,author=User`) goes before what is known or guessed, and
    so does one `channel` for all its posts: of an export known by sight the column that says it stays.

    Raises InputError for a field or column that does not exist, and where text or time have no column.
    """
    by_hand, shape = _parse_told(told, columns), recognise_shape(columns)
    guessed = _guess([] if shape else columns)
    if channel:
        guessed.pop("channel", None)
    found = {**(_by_shape(shape, columns) if shape else guessed), **by_hand}
    missing = [name for name in NEEDED if name not in found]
    if missing:
        raise InputError(
            f"no column was recognised as {' or '.join(missing)}; {show_columns(columns)}. "
            f"Say which it is: --map {','.join(f'{name}=COLUMN' for name in missing)}"
        )
    return ColumnMapping(found, shape, is_told=all(name in by_hand for name in (*NEEDED, "author")))


def _parse_told(told: Sequence[str], columns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    pairs = [pair.partition("=") for each in told for pair in re.split(r",(?=\s*\w+=)", each) if pair.strip()]
    return {_check_field(name.strip()): (_check_column(column.strip(), columns),) for name, _, column in pairs}


def _check_field(name: str) -> str:
    if name not in FIELDS:
        raise InputError(f"--map: `{name}` is nothing that a post has; expected one of {', '.join(FIELDS)}")
    return name


def _check_column(told: str, columns: Sequence[str]) -> str:
    """The column's name as the table has it: an exact name, else one that differs in case alone."""
    if told in columns:
        return told
    parts = [find_column(part.strip(), columns) for part in told.split("+")]
    if not told or None in parts:
        raise InputError(f"--map: there is no column `{told}`; {show_columns(columns)}")
    return "+".join(str(part) for part in parts)


def show_columns(columns: Sequence[str]) -> str:
    """Which columns a table has, for a message: of a wide one the first."""
    shown = ", ".join(repr(each[:_SHOWN_NAME]) for each in columns[:_SHOWN_COLUMNS])
    more = f" and {len(columns) - _SHOWN_COLUMNS:,} more" if len(columns) > _SHOWN_COLUMNS else ""
    return f"the columns are {shown}{more}"


def find_column(name: str, columns: Collection[str]) -> str | None:
    """The column of that name, whatever its case, marks and brackets."""
    folded = _fold(name)
    return next((each for each in columns if _fold(each) == folded), None) if folded else None


def _by_shape(shape: ExportShape, columns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The shape's columns that the table has."""
    found: dict[str, tuple[str, ...]] = {}
    for wanted, names in shape.columns.items():
        each = [_join_found(name, columns) for name in names.split("|")]
        if present := tuple(dict.fromkeys(name for name in each if name)):
            found[wanted] = present
    return found


def _join_found(name: str, columns: Sequence[str]) -> str:
    return "+".join(found for part in name.split("+") if (found := find_column(part, columns)))


def _guess(columns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """By the names of columns. `Date` with a `Time` beside it is both."""
    found: dict[str, tuple[str, ...]] = {}
    for wanted, names in _GUESSES.items():
        if column := next((each for name in names.split("|") if (each := find_column(name, columns))), None):
            found[wanted] = (column,)
    time = next((each for name in _TIMES_OF_DAY if (each := find_column(name, columns))), None)
    day = found.get("created_at", (time,))[0]
    if time and day != time:
        found["created_at"] = (f"{day}+{time}", *found["created_at"])
    return found


_NAMES_PERSON = re.compile(
    r"(?:\b(?:user|author|account|sender|profile|poster|commenter|creator|influencer|owner|from)(?: \w+)* name"
    r"|^(?:full|real|first|last|nick) name|\b(?:display|screen|user|real|first|last|full) name(?: normalized)?"
    r"|\b(?:username|nickname|acct|handle|author|user|from|influencer|sender|bruker|forfatter|avsender|navn|autor"
    r"|auteur)|\be ?mail(?: address)?)$"
)
_CACHED = 4_096  # columns of all files


@lru_cache(maxsize=_CACHED)
def names_person(column: str) -> bool:
    """Whether a column holds what a person is called, by its name."""
    return _NAMES_PERSON.search(_fold(column)) is not None and not _fold(column).startswith(("place", "retweeted"))


@lru_cache(maxsize=_CACHED)
def tells_privacy(column: str) -> bool:
    """Whether a column says for whom a post is, by its name."""
    return _fold(column).split()[-1:] in (["visibility"], ["privacy"])


def _fold(name: str) -> str:
    """A column's name without case, marks and brackets: `Created_At (UTC)`, `createdAt`, `created at` are one."""
    bare = re.sub(r"\([^)]*\)", "", name) or name
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFC", bare))
    return " ".join(re.sub(r"[\W_]+", " ", apart).lower().split())
