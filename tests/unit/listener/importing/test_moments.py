"""Moments: one instant, however it is written; what names no instant is said to be so."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listener.importing.moments import (
    DateOrder,
    UnreadableMomentError,
    find_common_problem,
    find_order,
    find_zone,
    parse_moment,
    zone_of_column,
)
from models.errors import InputError

SIX = datetime(2026, 11, 21, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21T06:00:00Z",
        "2026-11-21T07:00:00+01:00",
        "2026-11-21 06:00:00.0",
        "2026-11-21 6:00 AM",
        "2026/11/21 06:00",
        "2026-11-21 06:00:00 UTC",
        "2026-11-21 07:00 +0100",
        "2026-11-21 07:00:00 CET",
        "21/11/2026 01:00 EST",
        "11/21/2026 1:00 AM (EST)",
        "2026-11-21 07:00 Europe/Oslo",
        "21.11.2026 06:00",
        "21/11/2026, 06:00:00",
        "11/21/2026 6:00 am",
        "21-Nov-2026 06:00AM",
        "21 November 2026 06:00",
        "Nov 21, 2026 at 6:00 AM",
        "21. november 2026 kl. 06:00",
        "21 nov. 2026 à 06:00",
        "21 de noviembre de 2026, 06:00",
        "2026-11-21 07:00:00.000 UTC+1",
        "2026-11-21 00:30 (GMT-05:30)",
        "Sat Nov 21 06:00:00 +0000 2026",
        "Sat, 21 Nov 2026 06:00:00 GMT",
        "1795240800",
        "1795240800.0",
        "1795240800000",
        "1795240800000000",
        "46347,25",
        "46347.25",
    ],
)
def test_an_instant_is_read_however_it_is_written(text: str) -> None:
    assert parse_moment(text, None, UTC) == SIX


@pytest.mark.parametrize(
    "names",
    [
        "januar februar mars april mai juni juli august september oktober november desember",
        "januari februari mars april maj juni juli augusti september oktober november december",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    ],
)
def test_months_are_known_by_their_names_in_the_language_of_the_machine(names: str) -> None:
    read = [parse_moment(f"21 {name} 2026 06:00", None, UTC) for name in names.split()]
    assert read == [SIX.replace(month=month) for month in range(1, 13)]


def test_a_date_of_two_days_is_read_as_told_and_else_refused() -> None:
    assert parse_moment("03/04/2026 06:00", DateOrder.DAY, UTC).month == 4
    assert parse_moment("03/04/2026 06:00", DateOrder.MONTH, UTC).month == 3
    with pytest.raises(UnreadableMomentError, match="two days"):
        parse_moment("03/04/2026 06:00", None, UTC)


def test_a_row_that_can_be_one_day_only_tells_how_all_are_read() -> None:
    assert find_order(["03/04/2026", "13/04/2026"]) is DateOrder.DAY
    assert find_order(["03/04/2026", "04/13/2026"]) is DateOrder.MONTH
    assert find_order(["03.04.2026"]) is DateOrder.DAY
    assert find_order(["03/04/2026", "2026-04-13"]) is None


def test_a_time_without_a_zone_names_no_instant() -> None:
    with pytest.raises(UnreadableMomentError, match="zone"):
        parse_moment("2026-11-21 06:00", None, None)
    assert parse_moment("2026-07-21 06:00", None, find_zone("Europe/Oslo")).hour == 4
    assert zone_of_column("Timestamp (EST)") == find_zone("-05:00")
    assert zone_of_column("Date") is None


@pytest.mark.parametrize("name", ["Oslo/Europe", "", "../etc/passwd", "\0", "CEST please", "localtime", "Factory"])
def test_a_zone_that_is_none_is_the_users_mistake(name: str) -> None:
    with pytest.raises(InputError, match="--zone"):
        find_zone(name)


@given(st.text())
def test_no_text_raises_anything_else(text: str) -> None:
    with suppress(UnreadableMomentError):
        assert parse_moment(text, DateOrder.DAY, UTC).tzinfo is UTC


def test_a_file_in_which_no_time_can_be_read_has_a_common_problem() -> None:
    assert "zone" in find_common_problem(["2026-11-21 06:00"] * 3, None, None)
    assert find_common_problem(["soon", "2026-11-21 06:00"], None, UTC) == ""


@pytest.mark.parametrize(
    "text", ["0001-01-01 00:00", "9999-12-31 23:59", "21 Foo 2026", "Sat 21, 2026", "99-UTC-0001"]
)
@pytest.mark.parametrize("zone", ["Europe/Oslo", "-23:59"])
def test_what_lies_beyond_all_time_or_has_no_month_is_no_time(text: str, zone: str) -> None:
    with suppress(UnreadableMomentError):  # in some zones one end of time is a time still
        assert parse_moment(text, None, find_zone(zone)).year in (1, 9999)


@pytest.mark.parametrize("name", ["+24:00", "+99:99", "Europe", "../zone", ""])
def test_what_is_no_zone_is_said_to_be_none(name: str) -> None:
    with pytest.raises(InputError, match="no zone"):
        find_zone(name)


PARTS = (
    "21", "Foo", "Nov", "2026", "0001", "9999", "99", "/", ".", "-", " ", ", ", ":", "06", "T", "Z", "+01:00",
    "-99:99", "AM", "GMT", "Europe/Oslo", "A/../b", "XXX", "Sat, ", "1795240800", "1e9", "9" * 30, ",5", "٣", "²",
    "(UTC)", "\0",
)  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=7).map("".join), st.sampled_from([None, *DateOrder]))
def test_any_text_is_a_time_or_is_said_to_be_none(text: str, order: DateOrder | None) -> None:
    with suppress(UnreadableMomentError):
        assert parse_moment(text, order, find_zone("Europe/Oslo")).tzinfo is UTC
