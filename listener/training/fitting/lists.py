"""Which lists of words and phrases the shipped tables were fitted with: what those find are features, and other
lists give other tables of the same data."""

import hashlib
from importlib.resources import files

from pipelines.tags.language import LANGUAGE_VERSION
from pipelines.tags.languages import LANGUAGES
from pipelines.tags.sentiment.emoji import BAD_EMOJI, GOOD_EMOJI

_FILES = (("pipelines.tags.sentiment", "concepts.tsv"), ("pipelines.tags.acts", "wording_signs.tsv"))


def digest_lists() -> str:
    """A digest of all lists that features come from, those of other libraries by their version: 16 hex digits."""
    whole = [repr(sorted(LANGUAGES.items())), GOOD_EMOJI, BAD_EMOJI, LANGUAGE_VERSION]
    whole += [files(package).joinpath(name).read_text(encoding="utf-8") for package, name in _FILES]
    return hashlib.sha256("\0".join(whole).encode()).hexdigest()[:16]
