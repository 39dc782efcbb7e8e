"""Catalogues: strings by language, a file each. A language that lacks one has it in English."""

import tomllib
from functools import lru_cache
from importlib.resources import files

DEFAULT_LANGUAGE = "en"


@lru_cache(maxsize=8)
def catalogue(language: str) -> dict[str, dict[str, str]]:
    """The strings of a language by table and key; English for one that has no file."""
    name = language if language in list_catalogues() else DEFAULT_LANGUAGE
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def list_catalogues() -> tuple[str, ...]:
    """The languages that have a file."""
    return tuple(sorted(each.name[:-5] for each in files(__package__).iterdir() if each.name.endswith(".toml")))


def words(table: str, key: str, language: str = DEFAULT_LANGUAGE, **filled: object) -> str:
    """A string of a language, filled in."""
    found = catalogue(language).get(table, {}).get(key) or catalogue(DEFAULT_LANGUAGE)[table][key]
    return found.format(**filled)
