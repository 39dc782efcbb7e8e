"""Languages: one module each, with all that the tagger knows of it beside its column of `sentiment/concepts.tsv`.

To add one, write its module, list it here, and give the concepts a column.
"""

from pipelines.tags.languages.ar import ARABIC
from pipelines.tags.languages.base import Language
from pipelines.tags.languages.da import DANISH
from pipelines.tags.languages.de import GERMAN
from pipelines.tags.languages.en import ENGLISH
from pipelines.tags.languages.es import SPANISH
from pipelines.tags.languages.fr import FRENCH
from pipelines.tags.languages.hi import HINDI
from pipelines.tags.languages.it import ITALIAN
from pipelines.tags.languages.nb import BOKMAL
from pipelines.tags.languages.nn import NYNORSK
from pipelines.tags.languages.pt import PORTUGUESE
from pipelines.tags.languages.sv import SWEDISH

__all__ = ["DETECTED_ONLY", "LANGUAGES", "Language"]

LANGUAGES = {
    each.code: each
    for each in (
        ARABIC,
        DANISH,
        GERMAN,
        ENGLISH,
        SPANISH,
        FRENCH,
        HINDI,
        ITALIAN,
        BOKMAL,
        NYNORSK,
        PORTUGUESE,
        SWEDISH,
    )
}
DETECTED_ONLY = ("fi", "id", "nl", "pl", "ro", "ru", "tr")  # told by spaCy's stop words, and not read any further
