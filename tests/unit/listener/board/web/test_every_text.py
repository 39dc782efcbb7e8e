"""Whatever stands in any text of a record or of a campaign file, no page and no report has it as markup."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from listener.board.records.in_memory import RecordsInMemory
from listener.board.views.board_state import BoardRecord, BoardState, apply_records
from listener.board.web import rendering
from listener.board.web.app import create_board_app
from listener.board.web.live_board import LiveBoard
from listener.board.web.report import report_html
from models.campaigns import Campaign
from models.commands import ChapterRelease, SignalVerdict, Verdict
from models.outcomes import OutcomeReport
from tests.unit.listener.board.making import campaign, decision, ready, signal
from tests.unit.listener.board.web.test_any_request import ask
from tests.unit.pipelines.accountability.promises import campaign_of, day, promise, run

NASTY = "<script>alert(1)</script><img src=x onerror=alert(2)>\" onmouseover='x'"
MARKUP = re.compile(r"<script>alert|<img src=x|(?<!\\)\" onmouseover=")  # in JSON a quotation mark is escaped
CODES = {  # names by which records are found, and words of closed lists
    *("campaign", "audience", "id", "subject", "partitionkey", "type", "specversion", "signal", "name"),
    *("timezone", "op", "code", "left", "right"),
}
TOLD = signal(9, 3, of=ready(9))
PAGES = (
    *("/", "/signals", "/signals/rows", f"/signals/{TOLD.id}", "/brands/fund", "/outcomes/relief", "/signin?back=/x"),
    *(f"/audiences/relief/locals{end}" for end in ("", "/said", "/days/2025-11-03", "/days.csv")),
)


def poisoned(value: Any) -> Any:
    """The value with every text in it, however deep, replaced by markup, but for codes."""
    if type(value) is str:
        return NASTY
    if isinstance(value, msgspec.Struct):
        fields = {name: poisoned(getattr(value, name)) for name in value.__struct_fields__ if name not in CODES}
        return msgspec.structs.replace(value, **fields)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(poisoned(each) for each in value)
    return {name: poisoned(each) for name, each in value.items()} if isinstance(value, dict) else value


def poisoned_board() -> tuple[BoardState, list[Campaign]]:
    fund = campaign_of(promise())
    _, signals, entries = run(fund, [], day("2026-05-01"))
    records: list[BoardRecord] = [
        *(decision(hour) for hour in range(30)), TOLD, *signals, *entries,
        SignalVerdict("relief", "locals", TOLD.id, Verdict.REJECT, TOLD.time, "it rained", by="anna"),
        ChapterRelease("relief", "locals", "stand-with", TOLD.time, by="anna"),
        OutcomeReport("1", "relief", "donations", 3, TOLD.time, call="stand-with"),
    ]  # fmt: skip
    return apply_records(map(poisoned, records)), [poisoned(campaign()), poisoned(fund)]


@pytest.mark.parametrize("path", PAGES)
async def test_no_text_of_a_record_or_a_campaign_is_markup_on_a_page(path: str) -> None:
    state, campaigns = poisoned_board()
    source = RecordsInMemory()
    app = create_board_app(source, campaigns, live=LiveBoard(source, state=state, is_ready=True))
    name, _, query = path.partition("?")
    status, _, told = await ask(app, "GET", name, query, {}, b"")
    assert status == 200
    assert MARKUP.search(told.decode()) is None


def test_no_text_of_a_record_or_a_campaign_is_markup_in_a_report() -> None:
    text = report_html(*poisoned_board())
    assert "alert(1)" in text
    assert MARKUP.search(text) is None


def test_no_template_takes_a_text_for_markup() -> None:
    templates = sorted((Path(rendering.__file__).parent / "templates").glob("*.html"))
    assert len(templates) > 20
    taken = re.compile(r"\|\s*safe\b|autoescape\s+false")
    found = {each.name for each in templates if taken.search(each.read_text("utf-8"))}
    assert found == set()
