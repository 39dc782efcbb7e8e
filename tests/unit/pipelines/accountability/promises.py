"""Commitments, updates and campaigns for tests: small, and in a zone that is not UTC."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from models.accountability import Book, CommitmentSignal, Demand
from models.campaigns import Audience, Campaign, MatchTerms, OutcomeGoal
from models.commitments import Commitment, Measure
from models.ledger import LedgerEntry, LedgerRecord, Specifics, Update
from models.posts import DAY_MS, HOUR_MS, Millis, millis
from pipelines.accountability import advance_book, receive_demand, receive_record
from pipelines.accountability.days import end_of_day

ZONE = "Europe/Oslo"
SPECIFIC = Specifics(number=True)


def day(written: str) -> Millis:
    """The end of a local day."""
    return end_of_day(datetime.fromisoformat(written).date().toordinal(), ZONE)


def at(written: str) -> datetime:
    """A moment of UTC: `2026-01-15T12`."""
    return datetime.fromisoformat(f"{written}:00:00+00:00")


def promise(name: str = "books", **fields: Any) -> Commitment:
    """Four reports within the year, one every 90 days."""
    measure = Measure("reports", "reports", 0, 4, day("2026-12-31"))
    usual: dict[str, Any] = {
        "quote": "We publish four reports",
        "made": day("2026-01-15"),
        "owner": "finance",
        "source": "https://fund.example/books",
        "measure": measure,
        "update_every": 90,
    }
    return Commitment(name=name, **{**usual, **fields})


def campaign_of(*commitments: Commitment, **fields: Any) -> Campaign:
    return Campaign(
        name="fund",
        story="books",
        outcome=OutcomeGoal("gifts", 1, "gift"),
        match=MatchTerms(("fund",)),
        audiences=(Audience("locals", ()), Audience("staff", ())),
        timezone=ZONE,
        commitments=commitments,
        version=fields.pop("version", "1"),
        **fields,
    )


def said(when: str, value: float | None = None, source: str = "", name: str = "books", **fields: Any) -> Update:
    """The brand's post, specific about a number."""
    usual: dict[str, Any] = {"specifics": SPECIFIC, "id": f"{name}:{when}"}
    return Update(campaign="fund", commitment=name, at=at(when), value=value, source=source, **{**usual, **fields})


def asks(when: str, author: int, name: str = "books") -> Demand:
    return Demand(name, at(when), author)


def run(
    campaign: Campaign,
    records: Iterable[LedgerRecord | Demand],
    until: Millis,
    *,
    book: Book | None = None,
    every: Millis = HOUR_MS * 1_000_000,
) -> tuple[Book, list[CommitmentSignal], list[LedgerEntry]]:
    """All records given first, and hours closed `every` so much event time from 2026 on."""
    book = book or Book()
    for each in records:
        book = receive_demand(book, each) if isinstance(each, Demand) else receive_record(book, each)
    signals, entries, since = list[CommitmentSignal](), list[LedgerEntry](), None
    start = millis(at("2026-01-01T00"))
    for end in [*range(start, until, every), until] if every < until else [until]:
        book, told, written = advance_book(book, campaign, since, end)
        signals += told
        entries += written
        since = end
    return book, signals, entries


def told(signals: Iterable[CommitmentSignal]) -> list[tuple[str, str]]:
    """What was told, with its local day: the last that was over."""
    return [(f"{each.data.kind}{each.data.phase and ' ' + each.data.phase}", local_date(each)) for each in signals]


def local_date(signal: CommitmentSignal) -> str:
    from zoneinfo import ZoneInfo

    return f"{signal.time.astimezone(ZoneInfo(ZONE)):%Y-%m-%d %H:%M}"


__all__ = ["DAY_MS", "asks", "at", "campaign_of", "day", "promise", "replace", "run", "said", "told"]
