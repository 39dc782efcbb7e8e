"""Text: a text cleaned and tokenised, its n-grams hashed, and what in it is boilerplate, an emoticon or a copy.

The lowest room: it knows nothing of languages, phrases or tone, and imports no other room.
"""

from pipelines.tags.text.boilerplate import find_boilerplate, is_clear
from pipelines.tags.text.cache import BoundedCache
from pipelines.tags.text.emoticons import count_emoticons
from pipelines.tags.text.near_copies import copy_clusters
from pipelines.tags.text.ngrams import HashedNgrams, Rows, hash_ngrams
from pipelines.tags.text.tokens import Tokens, clean, tokenize, tokenize_all

__all__ = [
    "BoundedCache",
    "HashedNgrams",
    "Rows",
    "Tokens",
    "clean",
    "copy_clusters",
    "count_emoticons",
    "find_boilerplate",
    "hash_ngrams",
    "is_clear",
    "tokenize",
    "tokenize_all",
]
