"""Dropped text: what YAML takes for something else and leaves out, without a word, of a text without quotes.

A `#word` behind a text begins a comment, so the rest of the line is cut: that may be meant, and is a warning. `&co`
and `!wow` in front of a text name it, for no use that a campaign file has: that is refused.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import yaml

from listener.campaign_file.first_mistakes import Found, hashtag_comments, quote_hashtag, scan_tokens

_BARE_VALUE = re.compile(r"[-+.,:%\dTZe_]+")  # a number or a time: what stands behind one is a comment
_OWN_TYPES = "!!"  # `!!str` and the like are YAML's own


def find_cut_texts(text: str) -> Iterator[Found]:
    """The lines on which a comment that looks like a hashtag ends a text, each with what to write."""
    for comment in hashtag_comments(text):
        if comment.text and not comment.in_brackets and not _BARE_VALUE.fullmatch(comment.text):
            kept = f"what is kept of the text is `{comment.text[-40:]}`"
            yield Found(comment.line, f"{quote_hashtag(comment.word)} with all of the text, if it is meant; {kept}")


def find_dropped_word(text: str) -> Found | None:
    """The first word that names a text instead of being part of it, and for nothing."""
    tokens = [token for _, token in scan_tokens(text) if token is not None]
    used = {token.value for token in tokens if isinstance(token, yaml.AliasToken)}
    for token, following in pairwise(tokens):
        is_of_text = isinstance(following, yaml.ScalarToken)
        if isinstance(token, yaml.AnchorToken) and is_of_text and token.value not in used:
            return _refuse(token, f"&{token.value}", "an anchor")
        if isinstance(token, yaml.TagToken) and token.value[0] != _OWN_TYPES:
            return _refuse(token, "".join(each for each in token.value if each), "a type")
    return None


def _refuse(token: yaml.Token, word: str, kind: str) -> Found:
    return Found(int(token.start_mark.line) + 1, f"`{word[:40]}` names {kind} in YAML: quote the text")
