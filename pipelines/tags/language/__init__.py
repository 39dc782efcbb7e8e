"""Language: which language a text is in, by its source's claim, its function words and n-grams."""

import py3langid

from pipelines.tags.language.codes import is_among, language_code
from pipelines.tags.language.function_words import DIGEST
from pipelines.tags.language.identification import identify, identify_all
from pipelines.tags.language.nordic import NORDIC
from pipelines.tags.language.second_look import LanguageGuess

# What decides beside our own code: py3langid's model, and spaCy's stop words among the function words.
LANGUAGE_VERSION = f"langid-{py3langid.__version__}+words-{DIGEST}"

__all__ = ["LANGUAGE_VERSION", "NORDIC", "LanguageGuess", "identify", "identify_all", "is_among", "language_code"]
