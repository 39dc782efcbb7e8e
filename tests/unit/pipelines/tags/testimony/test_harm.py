"""Who tells of harm done to them or theirs is recognised, in every language that we read."""

import pytest

from pipelines.tags.testimony import find_harm
from pipelines.tags.text import tokenize

TELLINGS = [
    ("en", "My landlord evicted us the week the twins were born"),
    ("en", "They slapped me in the canteen"),
    ("en", "I was 12 when it began"),
    ("en", "Our mother died waiting for that bed"),
    ("de", "Mein Chef hat mich im Lager angefasst"),
    ("de", "Unsere Oma ist auf dem Flur gestorben"),
    ("de", "Ich war 13, er war der Pfarrer"),
    ("nb", "Treneren tafset på meg hele sesongen"),
    ("nb", "Broren min døde i køen"),
    ("nn", "Far min drukna den natta"),
    ("da", "Min nabo truede os, og så blev min søster overfaldet"),
    ("sv", "Min syster dog i väntan på en plats"),
    ("sv", "De spottade på mig på tunnelbanan"),
    ("fr", "Mon frère est mort sur ce chantier"),
    ("fr", "J'avais 12 ans quand ça a commencé"),
    ("es", "A mi hermana la echaron estando enferma"),
    ("es", "Tenía 13 años y nadie hizo nada"),
    ("it", "Mio padre è morto in quel cantiere"),
    ("it", "Ci hanno sfrattati a Natale"),
    ("pt", "Minha irmã morreu na fila"),
    ("pt", "Eu tinha 11 anos"),
    ("ar", "ضربني زوجي أمام أولادي"),
    ("ar", "كان عمري 13"),
    ("hi", "मेरे पिता की मौत सड़क पर हुई"),
    ("hi", "main 12 saal ki thi"),
]
OTHERS = [
    ("en", "I donated to the typhoon families today"),
    ("en", "We will be there on Saturday, who else is in?"),
    ("en", "I gave 12 tents to the relief fund"),
    ("en", "There were 14 people at the meeting"),
    ("de", "Ich habe heute 15 Euro gespendet"),
    ("nb", "Jeg har skrevet under på oppropet"),
    ("sv", "Vi ses på torget klockan 12"),
    ("fr", "J'ai signé la pétition ce matin"),
    ("es", "Ayer doné 10 euros y mañana voy"),
    ("it", "Oggi ho donato e domani vengo anche io"),
    ("pt", "Eu doei ontem e vou no sábado"),
    ("ar", "تبرعت اليوم للصندوق"),
    ("hi", "मैंने आज दान दिया"),
]


@pytest.mark.parametrize(("code", "text"), TELLINGS)
def test_who_tells_of_harm_is_recognised(code: str, text: str) -> None:
    assert find_harm(tokenize(text), code)


@pytest.mark.parametrize(("code", "text"), OTHERS)
def test_who_acts_is_not_taken_for_one_who_tells(code: str, text: str) -> None:
    assert find_harm(tokenize(text), code) is None


def test_accents_may_be_left_out() -> None:
    assert find_harm(tokenize("Mon frere est decede sur ce chantier"), "fr")


def test_the_span_holds_both_words() -> None:
    text = "Long story. They slapped me in the canteen"
    span = find_harm(tokenize(text), "en")
    assert span
    assert text[span.start : span.end] == "slapped me"


def test_harm_far_from_oneself_is_not_ones_own() -> None:
    assert (
        find_harm(tokenize("I gave. " + "The fund told us nothing new about it " * 3 + "Many were killed"), "xx")
        is None
    )
    assert (
        find_harm(tokenize("I gave today " + "and the news went on and on " * 3 + "Many were killed"), "en") is None
    )
