"""What nobody does is no deed of who says so; what they do themselves stays one."""

import pytest

from models.tags import Act, Stance
from pipelines.tags import Tagger
from pipelines.tags.acts.nobodys import complains_of_nobody, is_done_anyway, is_nobodys, tells_what_there_is
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


COMPLAINTS = [
    ("de", "Niemand hat gespendet"),
    ("pt", "Ninguém doou"),
    ("pt", "Ninguém assinou a petição."),
    ("sv", "Ingen har skänkt något."),
    ("en", "Nobody has given a penny yet"),
]


@pytest.mark.parametrize(("lang", "text"), COMPLAINTS)
def test_a_complaint_that_nobody_gave_is_not_against_giving(lang: str, text: str) -> None:
    [read] = IN_STORY.tag([post(text, lang=lang)], ["relief"])
    assert (read.act, read.stance) == (None, Stance.UNKNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody should donate to the relief fund.",
        "nobody go to this thing, it's run by the same clowns as last year",
        "Nobody will get a penny from me.",
    ],
)
def test_who_says_that_nobody_should_give_stays_against(text: str) -> None:
    [read] = IN_STORY.tag([post(text)], ["relief"])
    assert read.stance is Stance.OPPOSE


UNASKED = [
    ("en", "Nobody asked me but I gave 50"),
    ("de", "Keiner hat mich gefragt, aber ich habe 50 gespendet."),
    ("nb", "Ingen spurte meg, men jeg ga 50."),
]


@pytest.mark.parametrize(("lang", "text"), UNASKED)
def test_who_was_not_asked_but_gave_has_given(lang: str, text: str) -> None:
    [read] = IN_STORY.tag([post(text, lang=lang)], ["relief"])
    assert (read.act, read.stance) == (Act.ACT, Stance.SUPPORT)


@pytest.mark.parametrize(
    "text",
    [
        "There's a relief fund tent standing behind the scout hut tonight.",
        "There is a relief fund stall at the market on Saturday.",
        "There were thousands at the march tonight",
    ],
)
def test_what_stands_somewhere_is_no_deed(text: str) -> None:
    [read] = IN_STORY.tag([post(text)], ["relief"])
    assert (read.act, read.stance) == (None, Stance.UNKNOWN)


@pytest.mark.parametrize(
    ("is_so", "sentence"),
    [
        (True, "there's a tent behind the hut"),
        (True, "il y a une tente derrière la mairie"),
        (False, "there's 50 from me in the tin"),
        (False, "there are four of us marching"),
        (False, "stood there all night"),
        (False, ""),
    ],
)
def test_a_sentence_tells_what_there_is_where_it_begins_so_without_its_author(is_so: bool, sentence: str) -> None:
    assert tells_what_there_is(sentence.split()) is is_so


@pytest.mark.parametrize(
    ("is_so", "sentence"),
    [
        (True, "nobody gave anything"),
        (True, "none of them signed"),
        (False, "nobody should have signed"),
        (False, "nobody gave to them and i won't"),
        (False, "don't go , nobody , they paid him"),
        (False, "they gave , nobody cared"),
        (False, ""),
    ],
)
def test_a_complaint_tells_of_a_deed_done_behind_who_did_not(is_so: bool, sentence: str) -> None:
    assert complains_of_nobody(sentence.split()) is is_so


@pytest.mark.parametrize(
    ("is_so", "sentence"),
    [
        (True, "nobody asked me but i gave"),
        (False, "nobody asked me but i never gave"),
        (False, "they asked me but i gave"),
        (False, "i gave but nobody asked me"),
        (False, "nobody asked but they gave"),
        (False, ""),
    ],
)
def test_a_deed_is_done_anyway_by_its_author_behind_a_but(is_so: bool, sentence: str) -> None:
    assert is_done_anyway(sentence.split()) is is_so
