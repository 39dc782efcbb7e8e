"""Catalogues: strings by language; those of the board in a file of their own. What a language lacks is in English."""

import tomllib
from functools import lru_cache
from importlib.resources import files

DEFAULT_LANGUAGE = "en"
_PARTS = ("", ".board")  # of a language's strings: what is said of campaigns, and the pages around that


@lru_cache(maxsize=8)
def catalogue(language: str) -> dict[str, dict[str, str]]:
    """The strings of a language by table and key; English for one that has no file."""
    name = language if language in list_catalogues() else DEFAULT_LANGUAGE
    texts = [(files(__package__) / f"{name}{part}.toml").read_text("utf-8") for part in _PARTS]
    return {table: strings for text in texts for table, strings in tomllib.loads(text).items()}


@lru_cache(maxsize=1)
def list_catalogues() -> tuple[str, ...]:
    """The languages that have a file."""
    return tuple(
        sorted(
            each.name[:-5]
            for each in files(__package__).iterdir()
            if each.name.count(".") == 1 and each.name.endswith(".toml")
        )
    )


def words(table: str, key: str, language: str = DEFAULT_LANGUAGE, **filled: object) -> str:
    """A string of a language, filled in."""
    found = catalogue(language).get(table, {}).get(key) or catalogue(DEFAULT_LANGUAGE)[table][key]
    return found.format(**filled)
