"""Keys: the secret that makes pseudonyms: what the settings give, else a file that is made on first use."""

import os
import secrets
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from listener.settings import Settings, author_key, read_author_key_file
from models.author_keys import AUTHOR_KEY_BYTES, AuthorKey
from models.errors import InputError

_FILE = "author.key"  # in the folder of the settings
_OWNER_ONLY = 0o600


class KeptKey(NamedTuple):
    """A key, the file that holds it where it came from no variable, and whether that was made just now."""

    key: AuthorKey
    path: Path | None = None
    is_new: bool = False


def keep_author_key(settings: Settings) -> KeptKey:
    """The key to make pseudonyms with. Without it nobody can tell who they are; another key makes strangers of all.

    Raises InputError where the file cannot be written, SettingsError where it holds no key.
    """
    path = settings.data_dir / _FILE
    is_new = not settings.author_key and not path.exists()
    if is_new:
        _write_key(path)
    return KeptKey(find_author_key(settings), None if settings.author_key else path, is_new)


def find_author_key(settings: Settings) -> AuthorKey:
    """The key that pseudonyms were made with: of the settings, else of the file. Raises InputError where there is
    none, SettingsError where the file holds none."""
    path = settings.data_dir / _FILE
    if not settings.author_key and not path.exists():
        raise InputError(f"{path}: there is no key, and LISTENER_AUTHOR_KEY is not set: pseudonyms cannot be told")
    given = settings if settings.author_key else read_author_key_file(replace(settings, author_key_file=str(path)))
    return author_key(given, may_be_public=False)


def _write_key(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        with os.fdopen(file, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(AUTHOR_KEY_BYTES) + "\n")
    except OSError as error:
        raise InputError(f"{path}: a key for pseudonyms cannot be written: {error.strerror}") from None
