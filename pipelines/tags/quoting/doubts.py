"""Doubts: what makes a post too likely to tell of somebody's harm, or life, to be shown. No single sign proves it.

Seen in posts written for it: what tells of harm is veiled, names somebody close, an age, a year, or who did what, and
takes its time. What only acts does so in few words, and in one clause: what stands beside a deed (`gave 40, I know
what a packed bag means`) says why, and that is theirs. For it some three in ten harmless sentences are not shown.
"""

import re
from functools import reduce
from operator import or_

from pipelines.tags.quoting.sentences import count_sentences
from pipelines.tags.testimony import Sign, may_be_veiled, read_signs
from pipelines.tags.text import Tokens

_LONGEST = 32  # tokens of a post; of those written, 97 in 100 of acts have no more
_LONGEST_TEXT = 400  # characters; a post that is not read to its end is longer
_MOST_SENTENCES = 3
_MOST_ME = 1  # words for oneself: who speaks of what they did says `I` once
_SECOND_CLAUSE = re.compile(r"(?:[,;:،]\s+|\s[-–—]\s+|\()(?:\S+\s+){4}\S")  # of five words or more
_ANY = Sign.HARM | Sign.CLOSE | Sign.TOPIC | Sign.HINT | Sign.TALE
_PAST = Sign.ME | Sign.WAS
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)|(?<!\d)['’-]\d\d(?!\d)")


def may_tell(tokens: Tokens, code: str) -> bool:
    """Whether a post, in the language of that code, might tell of somebody's harm or life."""
    of_words = read_signs(tokens.lower, code)
    signs = reduce(or_, set(of_words), 0)
    if signs & _ANY or signs & _PAST == _PAST:
        return True
    if len(tokens.lower) > _LONGEST or len(tokens.text) > _LONGEST_TEXT:
        return True
    if sum([sign & Sign.ME for sign in of_words]) > _MOST_ME or _SECOND_CLAUSE.search(tokens.text):
        return True
    has_number = any(word[0].isdecimal() for word in tokens.lower)
    if has_number and _YEAR.search(tokens.text):
        return True
    return may_be_veiled(tokens, code) or count_sentences(tokens.text) > _MOST_SENTENCES
