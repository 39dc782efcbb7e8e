"""Emoticons drawn with marks: `:)`, `<3`, `T_T`; how many smiles and frowns a text has."""

import re
from typing import NamedTuple

_HAS_ONE = re.compile(r"[:;=<^_]|[xX]D")  # without one of these there are none: `8)` closes a list, `-.-` a sentence
_BEGINNING = re.compile(r"[:;=8xX<^(\[T_-][-o*')\]dDpP3(\[/\\|@^:;=._]")  # the first two marks of any: a quick no
_SMILE = re.compile(r"[:;=8xX][-o*']?[)\]dDpP3*]|<3|\^\^|[(\[]-?[:;=]")
_FROWN = re.compile(r"[:=][-o*']*[(\[/\\|@]|-\.-|-_-|;\(|T_T")


class Emoticons(NamedTuple):
    """How many of each."""

    smiles: int
    frowns: int


_NONE = Emoticons(0, 0)


def count_emoticons(text: str) -> Emoticons:
    """The emoticons of a text; the `:/` of a link is none."""
    if "://" in text:
        text = text.replace("://", " ")
    if not _BEGINNING.search(text) or not _HAS_ONE.search(text):
        return _NONE
    return Emoticons(len(_SMILE.findall(text)), len(_FROWN.findall(text)))
