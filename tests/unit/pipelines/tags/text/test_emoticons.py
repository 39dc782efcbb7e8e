"""Smiles and frowns are counted as drawn, and a link is neither."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipelines.tags.text import count_emoticons

SMILES = re.compile(r"[:;=8xX][-o*']?[)\]dDpP3*]|<3|\^\^|[(\[]-?[:;=]")
FROWNS = re.compile(r"[:=][-o*']*[(\[/\\|@]|-\.-|-_-|;\(|T_T")
DRAWN = st.sampled_from(
    [":)", ":-(", "<3", "^^", "xD", "8)", "T_T", ";(", "-.-", "https://x.org", "(8", "word", "[:"]
)


def test_smiles_and_frowns_are_told_apart() -> None:
    assert count_emoticons(":) so :-( <3") == (2, 1)


def test_a_link_is_no_emoticon_and_letters_are_none_without_a_mark() -> None:
    assert count_emoticons("https://example.org") == (0, 0)
    assert count_emoticons("8)") == (0, 0)
    assert count_emoticons("8) :|") == (1, 1)


@given(st.lists(DRAWN | st.text(alphabet=":;=8xXdDpP3<^_-.()[]/|@T", max_size=6)).map(" ".join))
def test_the_quick_no_misses_none(text: str) -> None:
    whole = text.replace("://", " ")
    smiles, frowns = len(SMILES.findall(whole)), len(FROWNS.findall(whole))
    expected = (smiles, frowns) if re.search(r"[:;=<^_]|[xX]D", whole) else (0, 0)
    assert count_emoticons(text) == expected
