"""Signals, routes and alerts to test with, made by us. The text that strangers write is as bad as it gets."""

from typing import Any

from models.alerts import Alert, AlertItem, Route
from models.author_keys import PUBLIC_AUTHOR_KEY, pseudonym_of_post
from models.decisions import DataQuality, Decision, DecisionKind, Evidence, Example, Versions, Window
from models.posts import HOUR_MS, instant
from models.signals import Signal
from models.sketches import hash64
from pipelines.signals import make_signal
from tests.checks import READY
from tests.making import MONDAY

HOSTILE = (
    "<!channel> <@U024BE7LH> @everyone *give* _now_ <https://evil.example/x|click> & [a](https://evil.example) "
    "www.evil.example mailto:a@evil.example\r\nBcc: all@evil.example\u202e\u0000 <script>alert(1)</script> &amp; &lt;"
)


def named(post: str) -> str:
    """The post of that id as examples of `relief` name it."""
    key = PUBLIC_AUTHOR_KEY.panel_key("relief")
    return f"bluesky:{pseudonym_of_post(key, hash64(post))}"


def decision(kind: DecisionKind = DecisionKind.ADVANCE, hour: int = 0, **changes: Any) -> Decision:
    """A decision of `relief|locals` on the window that starts `hour` hours into Monday."""
    start = MONDAY + hour * HOUR_MS
    usual: dict[str, Any] = {
        "decision": kind,
        "campaign": "relief",
        "audience": "locals",
        "chapter": "who-it-hit",
        "next_chapter": "stand-with",
        "score": 1.02,
        "evidence": Evidence(
            e_value=80_000.0,
            threshold=72_000.0,
            share=0.41,
            bar=0.3,
            share_interval=(0.38, 0.44),
            authors=1200,
            eligible_authors=900,
            can_change_from=instant(start + 2 * HOUR_MS),
        ),
        "data_quality": DataQuality(0.9, ("mastodon",), 3600),
        "window": Window(instant(start), instant(start + HOUR_MS)),
        "versions": Versions("spec", "tagger", "rule"),
        "checks": READY,
        "examples": (
            Example(named("bluesky:1"), "pledge", HOSTILE),
            Example(named("bluesky:2"), "offer", "I have a spare tent"),
        ),
    }
    return Decision(**{**usual, **changes})


def signal_of(kind: DecisionKind = DecisionKind.ADVANCE, hour: int = 0, **changes: Any) -> Signal:
    """The signal of such a decision."""
    return make_signal(decision(kind, hour, **changes), hour + 1)


def route(**changes: Any) -> Route:
    """A route that tells everything at once to the log."""
    return Route(**{"name": "team", "owner": "Ana", "sink": "log", **changes})


def alert(*signals: Signal, unanswered_on: str = "", left_out: int = 0) -> Alert:
    """An alert of these signals, of one ADVANCE where none are given."""
    items = tuple(AlertItem(each, MONDAY, unanswered_on) for each in signals or (signal_of(),))
    return Alert(
        id="5f0c2a1e5f0c2a1e5f0c2a1e5f0c2a1e",
        campaign="relief",
        route="team",
        owner="Ana",
        at=instant(MONDAY + HOUR_MS),
        items=items,
        left_out=left_out,
    )
