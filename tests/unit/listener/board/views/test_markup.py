"""Markup: what is printed is what the decision says, and says where it stands."""

import msgspec

from listener.board.views.markup import (
    check_pointer,
    css_class,
    figure,
    pointer,
    resolve_pointer,
    share_pointer,
    when,
)
from models.decisions import CheckCode, DecisionKind, LabelReport, compare
from tests.checks import make_checks
from tests.unit.listener.board.making import START, decision


def test_a_time_is_an_element_that_carries_it_exactly() -> None:
    assert when(START) == '<time datetime="2025-11-03T00:00:00+00:00">Mon 3 Nov 2025, 00:00 UTC</time>'
    assert when(None) == "–"


def test_a_figure_carries_its_pointer_and_its_exact_value() -> None:
    shown = figure(decision(), "/evidence/share")
    assert shown == '<data value="0.2437" data-field="/evidence/share">24%</data>'


def test_where_what_people_read_decides_it_is_their_share_that_is_shown() -> None:
    told = decision()
    assert share_pointer(told) == "/evidence/share"
    read = msgspec.structs.replace(
        told,
        checks=(compare(CheckCode.SHARE_LABELLED, 12.0, ">=", 3_000.0),),
        evidence=msgspec.structs.replace(told.evidence, labels=LabelReport(counted=80, share=0.42)),
    )
    assert ">42%<" in figure(read, share_pointer(read))


def test_a_pointer_finds_names_with_slashes_and_tildes() -> None:
    named = msgspec.structs.replace(decision().evidence, by_channel={"a/b~c": 0.5})
    assert (
        resolve_pointer(
            msgspec.structs.replace(decision(), evidence=named), pointer("evidence", "by_channel", "a/b~c")
        )
        == 0.5
    )


def test_a_figure_that_is_not_there_is_a_dash_without_a_value() -> None:
    assert figure(decision(), "/evidence/newcomers_return_rate").startswith('<data value="" ')


def test_names_that_are_markup_are_escaped() -> None:
    shown = figure(decision(), "/evidence/by_channel/<b>")
    assert "<b>" not in shown


def test_a_check_is_pointed_at_by_its_code() -> None:
    asked = decision(checks=make_checks(authors=(400.0, 900.0, 0.0)))
    assert resolve_pointer(asked, check_pointer(asked, CheckCode.RETURNING_AUTHORS, "right")) == 900.0
    assert check_pointer(decision(), CheckCode.RETURNING_AUTHORS, "right") == ""


def test_a_kind_is_a_name_for_style_sheets() -> None:
    assert css_class(DecisionKind.STEP_BACK) == "step-back"
