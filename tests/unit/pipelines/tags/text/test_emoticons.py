"""Faces are counted piece by piece as they would be in the whole text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipelines.tags.text.emoticons import counted, faces

SMILES = re.compile(r"[:;=8xX][-o*']?[)\]dDpP3*]|<3|\^\^|[(\[]-?[:;=]")
DRAWN = st.sampled_from(
    [":)", ":-(", "<3", "^^", "xD", "8)", "T_T", ";(", "-.-", "https://x.org", "(8", "word", "[:"]
)


def test_smiles_and_frowns_are_told_apart() -> None:
    assert counted(sum(map(faces, [":)", "so", ":-(", "<3"]))) == (2, 1)


def test_a_link_is_no_face_and_letters_are_none_without_a_mark() -> None:
    assert counted(faces("https://example.org")) == (0, 0)
    assert counted(faces("8)")) == (0, 0)
    assert counted(faces("8)") + faces(":|")) == (1, 1)


@given(st.lists(DRAWN | st.text(alphabet=":;=8xXdDpP3<^_-.()[]/|@T", max_size=6)))
def test_pieces_add_up_to_the_text(drawn: list[str]) -> None:
    text = " ".join(drawn)
    whole = text.replace("://", " ")
    smiles = len(SMILES.findall(whole)) if re.search(r"[:;=<^_]|[xX]D", whole) else 0
    assert counted(sum(map(faces, text.split())))[0] == smiles
