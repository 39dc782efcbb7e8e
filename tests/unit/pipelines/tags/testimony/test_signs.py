"""Words have signs, by language."""

from importlib.resources import files

from pipelines.tags.languages import LANGUAGES
from pipelines.tags.testimony import Sign, read_signs


def test_words_have_the_signs_of_their_language() -> None:
    assert read_signs(["my", "brother", "died", "saturday"], "en") == [Sign.ME, Sign.CLOSE, Sign.HARM, 0]
    assert read_signs(["my", "brother"], "de") == [0, 0]
    assert read_signs(["utkastelsen"], "nb") == read_signs(["utkastelsen"], "nn") == [Sign.HARM]


def test_a_language_that_we_do_not_read_has_none() -> None:
    assert read_signs(["my", "brother"], "xx") == [0, 0]


def test_every_language_has_words_of_every_kind() -> None:
    lines = files("pipelines.tags.testimony").joinpath("signs.tsv").read_text(encoding="utf-8").splitlines()
    told = {tuple(line.split("\t")[:2]) for line in lines}
    assert told == {(code, sign.name.lower()) for code in LANGUAGES for sign in Sign if sign.name}
    assert len(told) == len(lines)
