"""Decisions and signals to show, made by us, and a board that serves them."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from listener.board.records.in_memory import RecordsInMemory
from listener.board.views.board_state import BoardRecord
from listener.board.web.access import BoardAccess
from listener.board.web.app import create_board_app
from listener.board.web.live_board import LiveBoard
from listener.board.web.named_tokens import shared_token
from listener.board.web.server import serve_app
from listener.labelling.reading_desk import LabelRecords
from models.campaigns import Audience, Campaign, Chapter, Event, MatchTerms, OutcomeGoal, ReadyWhen
from models.decisions import (
    Context,
    DataQuality,
    Decision,
    DecisionKind,
    Evidence,
    Example,
    Versions,
    Window,
)
from models.posts import millis
from models.signals import Signal
from models.tags import Stage
from pipelines.signals import make_signal as told
from tests.checks import READY, make_checks

START = datetime(2025, 11, 3, tzinfo=UTC)  # a Monday, and long ago
HOUR = timedelta(hours=1)
TOKEN = "an example token"


def campaign(**changes: Any) -> Campaign:
    """`relief`, with three chapters for the locals and for the diaspora."""
    chapters = (
        Chapter("who-it-hit", Stage.INTEREST, "Read their stories", ReadyWhen(share=0.3)),
        Chapter("stand-with", Stage.DESIRE, "Pledge a weekend", ReadyWhen(share=0.3)),
        Chapter("rebuild", Stage.ACTION, "Come on Saturday"),
    )
    telethon = Event("Telethon", millis(START + 30 * HOUR), millis(START + 33 * HOUR))
    usual: dict[str, Any] = {
        "name": "relief",
        "story": "Neighbours rebuild",
        "outcome": OutcomeGoal("donations", 100, "gifts"),
        "match": MatchTerms(("#rebuild",)),
        "audiences": (Audience("locals", chapters), Audience("diaspora", chapters)),
        "events": (telethon,),
        "version": "c0ffee",
    }
    return Campaign(**{**usual, **changes})


def evidence(**changes: Any) -> Evidence:
    """Evidence on its way."""
    usual: dict[str, Any] = {
        "e_value": 153.25,
        "threshold": 72_000.0,
        "alpha": 0.01,
        "horizon": 720,
        "share": 0.2437,
        "bar": 0.3,
        "share_interval": (0.1982, 0.2921),
        "authors": 1_234,
        "eligible_authors": 678,
        "days_of_support": 5,
        "by_channel": {"bluesky": 0.2711, "mastodon": 0.2013},
        "by_stage": {"awareness": 0.7, "interest": 0.2, "desire": 0.075, "action": 0.025},
        "everyone_share": 0.2391,
        "steady_share": 0.2216,
        "net_support": 0.12,
        "lowest_channel": "mastodon",
        "can_change_from": START + 50 * HOUR,
    }
    return Evidence(**{**usual, **changes})


def decision(hour: int = 0, kind: DecisionKind = DecisionKind.PROLONG, **changes: Any) -> Decision:
    """What was decided of the locals of `relief` in an hour from START."""
    usual: dict[str, Any] = {
        "decision": kind,
        "campaign": "relief",
        "audience": "locals",
        "chapter": "who-it-hit",
        "next_chapter": "stand-with",
        "score": 0.4499,
        "evidence": evidence(),
        "data_quality": DataQuality(allowed_lateness_seconds=3600),
        "window": Window(START + hour * HOUR, START + (hour + 1) * HOUR),
        "versions": Versions("c0ffee", "tags-1", "steady-1"),
        "examples": (Example("bluesky:5f0c36c1a8c9d2e4", "ask", "Who can I ask?"),),
        "checks": make_checks(),
        "context": Context(
            activity=8_744, roles={"activist": 12, "slacktivist": 300, "nonconformist": 922}, new_activists=30
        ),
    }
    return Decision(**{**usual, **changes})


def ready(hour: int = 0, **changes: Any) -> Decision:
    """The same, ready for the next chapter."""
    usual: dict[str, Any] = {
        "score": 1.01,
        "evidence": evidence(e_value=80_000.0, share=0.52, share_interval=(0.45, 0.59)),
        "checks": READY,
    }
    return decision(hour, DecisionKind.ADVANCE, **{**usual, **changes})


def signal(hour: int = 0, sequence: int = 1, of: Decision | None = None, **changes: Any) -> Signal:
    """A decision of an hour, told."""
    return told(of or decision(hour, **changes), sequence)


def many(number: int, audience: str = "locals") -> list[Signal]:
    """Signals, one an hour, of all kinds in turn."""
    kinds = tuple(DecisionKind)
    return [signal(hour, hour + 1, kind=kinds[hour % 4], audience=audience) for hour in range(number)]


@dataclass
class Served:
    """A board being served, and the source that feeds it."""

    url: str
    source: RecordsInMemory
    live: LiveBoard


def token_access(token: str) -> BoardAccess:
    """Who has the token may do everything; without one nobody may."""
    return BoardAccess((shared_token(token),) if token else ())


@asynccontextmanager
async def served(
    records: Sequence[BoardRecord] = (),
    *,
    token: str = TOKEN,
    access: BoardAccess | None = None,
    port: int = 0,
    stale_after: float = 3600,
    labels: LabelRecords | None = None,
) -> AsyncIterator[Served]:
    """A board of these records on loopback, which has read them all."""
    source = RecordsInMemory(records)
    live = LiveBoard(source, stale_after)
    app = create_board_app(source, [campaign()], access or token_access(token), live=live, labels=labels)
    async with serve_app(app, "127.0.0.1", port) as url:
        async with asyncio.timeout(30):
            while not live.is_ready:  # noqa: ASYNC110 - it has no event for this
                await asyncio.sleep(0.01)
        yield Served(url, source, live)
