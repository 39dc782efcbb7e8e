"""What nobody does is no deed of who says so; what they do themselves stays one."""

import pytest

from models.tags import Act, Stance
from pipelines.tags import Tagger
from pipelines.tags.acts.nobodys import is_nobodys
from tests.unit.pipelines.tags.cases import campaign, post, tags

IN_STORY = Tagger([campaign("*")])

OF_NOBODY = [
    ("en", "fed up of hearing about our relief fund, nobody helped the docks."),
    ("en", "Nobody donated to the relief fund."),
    ("en", "No one helped at the shelter on Saturday"),
    ("en", "None of my friends signed the petition."),
    ("en", "hardly anyone gave anything to the fund"),
    ("nb", "Ingen har gitt noe til innsamlingen"),
    ("de", "Niemand hat für den Fonds gespendet"),
    ("fr", "Personne n'a donné au fonds"),
    ("es", "Nadie ha donado al fondo"),
    ("it", "Nessuno ha donato al fondo"),
    ("pt", "Ninguém doou para o fundo"),
    ("ar", "لا أحد تبرع للصندوق"),
]


@pytest.mark.parametrize(("lang", "text"), OF_NOBODY)
def test_what_nobody_does_is_no_step(lang: str, text: str) -> None:
    [read] = IN_STORY.tag([post(text, lang=lang)], ["relief"])
    assert read.act not in (Act.ACT, Act.PLEDGE, Act.OFFER)
    assert read.stance is not Stance.SUPPORT


def test_a_phrase_that_a_campaign_declares_is_no_deed_of_nobody() -> None:
    declaring = Tagger([campaign("*", acts={Act.ACT: ("packed a box",)})])
    said, denied = declaring.tag([post("packed a box today"), post("nobody packed a box today")], ["relief"] * 2)
    assert (said.act, denied.act) == (Act.ACT, None)


@pytest.mark.parametrize(
    "text", ["I gave 50 to the relief fund, nobody else did", "Gave 50 to the fund today. Nobody knows."]
)
def test_who_acts_where_nobody_else_does_has_acted(text: str) -> None:
    assert tags(text).act is Act.ACT


@pytest.mark.parametrize(
    ("is_so", "sentence"),
    [
        (True, "nobody came"),
        (True, "nobody gave us anything"),
        (True, "ingen kom , ingen hjalp"),
        (True, "ingen har signert"),
        (False, "ingen tvil , signert"),
        (False, "nobody asked but signed anyway"),
        (False, "i signed and nobody saw"),
        (False, "jeg ga og ingen har sett det"),
        (False, "gave 50 today"),
        (False, ""),
    ],
)
def test_a_sentence_is_nobodys_where_its_author_does_nothing(is_so: bool, sentence: str) -> None:
    assert is_nobodys(sentence.split()) is is_so
