"""What the demo shows, and in which order."""

import json
from datetime import datetime, timedelta
from io import StringIO
from itertools import pairwise

import pytest
from rich.console import Console

from listener.demo.promise import PROMISE_EVENTS
from listener.demo.screen import Screen
from listener.demo.script import SCRIPT_EVENTS, Script, load_script
from models.decisions import DataQuality, Decision, DecisionKind, Evidence, Versions, Window
from models.ledger import Update
from pipelines.accountability import seal_record
from pipelines.signals import make_signal


@pytest.fixture(scope="module")
def told() -> Script:
    return load_script(seed=0, authors=20)


def decision(told: Script, hour: int, kind: DecisionKind) -> Decision:
    start = told.start + timedelta(hours=hour)
    return Decision(
        decision=kind,
        campaign="relief-fund",
        audience="locals",
        chapter="who-it-hit",
        next_chapter="stand-with",
        score=0.0,
        evidence=Evidence(share=0.12),
        data_quality=DataQuality(),
        window=Window(start, start + timedelta(hours=1)),
        versions=Versions("", "", ""),
    )


def test_the_same_seed_is_the_same_story(told: Script) -> None:
    again = load_script(seed=0, authors=20)
    assert [line.value for line in told.lines()] == [line.value for line in again.lines()]
    assert told.end - told.start == timedelta(days=36)


def test_all_that_happens_is_told_once_in_order(told: Script) -> None:
    days = [told.start + timedelta(days=day) for day in range(-1, 37)]
    found = [words for after, until in pairwise(days) for _, words in told.events_between(after, until)]
    assert found == [words for _, words in sorted((*SCRIPT_EVENTS, *PROMISE_EVENTS))]


def test_the_second_act_stands_among_the_posts_by_its_time(told: Script) -> None:
    times = [json.loads(line.value)["created_at"] for line in told.lines() if b"demo-" in line.value]
    days = {datetime.fromisoformat(each).day for each in times}
    assert times == sorted(times)
    assert days == {28, 29, 30, 31, 1, 10}


def test_what_comes_early_of_a_promise_waits_for_what_is_decided_before_it(told: Script) -> None:
    console = Console(file=StringIO(), width=100, color_system=None)
    with Screen(told, console) as screen:
        update = Update(
            id="one", campaign="relief-fund", commitment="open-books", at=told.start + timedelta(days=9), value=1
        )
        screen.show_entry(seal_record(update, 1, ""))
        screen.show_signal(make_signal(decision(told, 24, DecisionKind.PROLONG), 1))
        screen.close()
    assert isinstance(console.file, StringIO)
    said = console.file.getvalue()
    assert said.index("PROLONG  ") < said.index("open-books: brand said 1: claimed, no source")


def test_what_happens_is_shown_before_what_was_decided_after_it(told: Script) -> None:
    console = Console(file=StringIO(), width=100, color_system=None)
    with Screen(told, console) as screen:
        for hour in range(16 * 24):
            screen.show_decision(decision(told, hour, DecisionKind.PROLONG))
        screen.show_signal(make_signal(decision(told, 16 * 24, DecisionKind.ADVANCE), 1))
        screen.close()
    assert isinstance(console.file, StringIO)
    said = console.file.getvalue()
    assert said.index("nothing is decided yet") < said.index("a star speaks") < said.index("ADVANCE  ")
    assert "still PROLONG, about 12% are there" in said
    assert "relief-fund / locals: 384 windows" in said
    assert len(screen.signals) == 1
