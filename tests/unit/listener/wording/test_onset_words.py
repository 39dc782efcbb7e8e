"""Onset in words: a sentence of days, in the reader's language."""

from datetime import UTC, datetime

import pytest

from listener.wording.causes import describe_cause
from listener.wording.decisions import reasons
from listener.wording.onset_words import describe_onset
from models.decisions import Decision, DecisionKind
from models.onset import Onset
from tests.checks import READY
from tests.unit.listener.wording.test_decisions import decision

FIRST, LAST = datetime(2026, 1, 28, tzinfo=UTC), datetime(2026, 5, 3, tzinfo=UTC)


def advance(onset: Onset) -> Decision:
    return decision(DecisionKind.ADVANCE, checks=READY, evidence={"onset": onset})


@pytest.mark.parametrize(
    ("onset", "english", "norwegian"),
    [
        (Onset(LAST, FIRST), "It began between 28 Jan and 3 May.", "Det begynte mellom 28. jan. og 3. mai."),
        (Onset(FIRST, FIRST), "It began on 28 Jan.", "Det begynte 28. jan."),
        (Onset(LAST), "It began on 3 May or before.", "Det begynte 3. mai eller før."),
    ],
)
def test_the_days_are_said(onset: Onset, english: str, norwegian: str) -> None:
    assert describe_onset(advance(onset)) == english
    assert describe_onset(advance(onset), "nb") == norwegian
    assert describe_cause(advance(onset)).endswith(english)
    assert describe_cause(advance(onset), "nb").endswith(norwegian)


def test_a_list_of_reasons_has_it_as_a_clause() -> None:
    assert "it began between 28 Jan and 3 May" in reasons(advance(Onset(LAST, FIRST)))


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert describe_onset(decision()) == ""
