"""Stance is measured towards five causes, by terms that this project declares; made-up posts show how."""

from listener.campaign_file import find_warnings
from listener.training.data.datasets import LabelledText
from listener.training.measuring.story_stances import load_causes, measure_declared_terms

_CAUSES = ("abortion", "atheism", "climate", "feminist", "hillary")
_MADE_UP = [
    LabelledText(text, "en", label, group=cause)
    for cause, texts in {
        "climate": (
            ("We must act on climate, the ice caps are melting", "favor"),
            ("Global warming is a hoax, wake up", "against"),
            ("The bus is late again", "none"),
        ),
        "hillary": (
            ("I'm with her. Madam President!", "favor"),
            ("Crooked Hillary belongs in prison", "against"),
            ("Lunch at noon", "none"),
        ),
    }.items()
    for text, label in texts
    for _ in range(4)
]


def test_every_cause_has_a_campaign_with_terms_of_both_sides() -> None:
    causes = load_causes()
    assert tuple(causes) == _CAUSES
    for each in causes.values():
        assert each.stance.names
        assert min(len(each.stance.favour), len(each.stance.against)) >= 8
        assert not [warning for warning in find_warnings(each) if warning.field.startswith("stance")]


def test_each_figure_has_an_interval_and_stands_beside_the_tone_and_the_majority() -> None:
    figures = {each.measure: each for each in measure_declared_terms(_MADE_UP)}
    f1 = figures["stance, declared terms: macro-F1 of three"]
    assert (f1.value.value, f1.size) == (1.0, 24)
    assert f1.value.low <= f1.value.value <= f1.value.high
    assert set(f1.baselines) == {"vader", "majority"}
    assert figures["stance, declared terms: error of the share of support"].value.value == 0.0
    assert figures["stance, declared terms: correlation with truth"].value.value == 1.0
    assert {each.split(":")[0] for each in figures} == {
        "stance, declared terms", "stance, half of them", "stance, eight a side",
    }  # fmt: skip
