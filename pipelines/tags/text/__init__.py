"""Text: a text in normal form and tokens, its n-grams hashed, and what in it is boilerplate, an emoticon or a copy.

The lowest room: it knows nothing of languages, phrases or tone, and imports no other room.
"""

from pipelines.tags.text.boilerplate import find_boilerplate, is_clear
from pipelines.tags.text.cache import BoundedCache
from pipelines.tags.text.emoticons import count_emoticons
from pipelines.tags.text.hashtags import find_hashtags, hashtag_words
from pipelines.tags.text.near_copies import copy_clusters
from pipelines.tags.text.ngrams import HashedNgrams, Rows, hash_ngrams
from pipelines.tags.text.normal_form import MAX_TEXT_LENGTH, clean, normalise
from pipelines.tags.text.scripts import HANGUL, KATAKANA, UNSPACED
from pipelines.tags.text.tokens import Tokens, tokenize, tokenize_all
from pipelines.tags.text.vocabulary import NumberedWords, Vocabulary, WordTable, number_words_of, shared_vocabulary

__all__ = [
    "HANGUL",
    "KATAKANA",
    "MAX_TEXT_LENGTH",
    "UNSPACED",
    "BoundedCache",
    "HashedNgrams",
    "NumberedWords",
    "Rows",
    "Tokens",
    "Vocabulary",
    "WordTable",
    "clean",
    "copy_clusters",
    "count_emoticons",
    "find_boilerplate",
    "find_hashtags",
    "hash_ngrams",
    "hashtag_words",
    "is_clear",
    "normalise",
    "number_words_of",
    "shared_vocabulary",
    "tokenize",
    "tokenize_all",
]
