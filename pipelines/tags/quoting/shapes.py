"""Shapes: whether a sentence reads like one, in the author's own words, and gives nobody away."""

import re

_LEAST_WORDS = 3
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

# What leads to a person, or out of the text: handles, addresses, links, numbers to call.
_ADDRESS = re.compile(
    r"@|https?:|www\.|\b\w+\.(?:com|org|net|info|no|de|uk|se|dk|fr|es|it|br|in)\b|\bt\.me\b|\+\d|\d(?:[\s().-]?\d){6}"
)
# What others wrote, or what is not there any more: quotation marks, passed on posts, marks of moderators.
_NOT_THEIRS = re.compile(
    r"[\"“”„«»‹›]|(?:^|\s)RT\b|\[(?:deleted|removed|slettet|gelöscht)\]|\b(?:deleted|removed) by\b|^>"
)
_MARKUP = re.compile(r"[<>\[\]{}|\\`\x00-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069\ufffd]")


def reads_like_a_sentence(sentence: str) -> bool:
    """Whether it has three words or more, and begins with a letter, a digit or one mark before them."""
    return len(_WORD.findall(sentence)) >= _LEAST_WORDS and bool(re.match(r"[^\w\s]?\s?\w", sentence))


def gives_away(text: str) -> bool:
    """Whether it holds an address or a number to call, other people's words, or marks that are no writing."""
    return any(pattern.search(text) for pattern in (_ADDRESS, _NOT_THEIRS, _MARKUP))
