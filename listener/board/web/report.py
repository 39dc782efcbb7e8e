"""Report: the board of a replay as one file that needs nothing else: no server, no other file, no network."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from markupsafe import Markup

from listener.board.views.board_state import BoardState, apply_records
from listener.board.views.cards import AudienceCard, audience_cards, audience_detail, common_zone, count_by_kind
from listener.board.views.charts import chart_series
from listener.board.views.signal_list import signal_rows
from listener.board.views.why import explain_signal
from listener.board.web.assets import asset_text
from listener.board.web.languages import language_values
from listener.board.web.rendering import template_environment
from listener.files.output import write_whole
from listener.wording.catalogues import DEFAULT_LANGUAGE
from models.campaigns import Campaign
from models.decisions import Decision
from models.signals import Signal

_SCRIPTS = ("vendor/uplot/uPlot.iife.min.js", "charts.js")
_STYLES = ("vendor/uplot/uPlot.min.css", "board.css")
_SIGNALS_LISTED = 500  # the latest
_SIGNALS_EXPLAINED = 100  # the latest: why they fired
_LINK_WITHIN = "#signal-{}".format


def write_report(
    path: str | Path, campaigns: Sequence[Campaign], decisions: Iterable[Decision], signals: Iterable[Signal]
) -> None:
    """Writes the report of a replay to one HTML file. Raises InputError where it cannot be written."""
    write_board_report(path, campaigns, apply_records(signals, apply_records(decisions)))


def write_board_report(path: str | Path, campaigns: Sequence[Campaign], board: BoardState) -> None:
    """Writes a board to one HTML file. Raises InputError where it cannot be written."""
    write_whole(str(path), report_html(board, campaigns).encode("utf-8", "replace"))


def report_html(board: BoardState, campaigns: Sequence[Campaign]) -> str:
    """The report's text. The same board gives the same bytes."""
    templates = template_environment()
    templates.globals["signal_link"] = _LINK_WITHIN
    shown = _board_values(board, {each.name: each for each in campaigns})
    return templates.get_template("report.html").render(
        **language_values(DEFAULT_LANGUAGE), **shown, **_inline_values()
    )


def _board_values(board: BoardState, campaigns: Mapping[str, Campaign]) -> dict[str, Any]:
    """What the report shows of a board."""
    cards = audience_cards(board, campaigns)
    newest_first = board.signals[::-1]
    return {
        "cards": cards,
        "summary": count_by_kind(cards),
        "details": [audience_detail(board, campaigns, card.history) for card in cards],
        "series": [_series_json(board, campaigns, card) for card in cards],
        "rows": signal_rows(board, newest_first[:_SIGNALS_LISTED]),
        "whys": [explain_signal(signal, campaigns) for signal in newest_first[:_SIGNALS_EXPLAINED]],
        "total": len(board.signals),
        "zone": common_zone(campaigns),
        "can_sign_in": False,
        "is_live": False,
        "newest": max((card.decision.window.end for card in cards), default=None),
    }


def _series_json(board: BoardState, campaigns: Mapping[str, Campaign], card: AudienceCard) -> Markup:
    signals = [signal for signal in board.signals if signal.subject == card.key]
    series = chart_series(card.history, campaigns.get(card.decision.campaign), signals, _LINK_WITHIN)
    text = msgspec.json.encode(series).decode()
    return Markup(text.replace("<", "\\u003c"))


def inline_styles() -> dict[str, Any]:
    """Our styles as they stand in a file without scripts, and the policy that lets exactly these in."""
    styles = [_checked_inline(asset_text("board.css"))]
    policy = f"default-src 'none'; style-src {_source_hashes(styles)}; base-uri 'none'"
    return {"styles": styles, "policy": policy}


def _inline_values() -> dict[str, Any]:
    """Our scripts and styles as they stand in the file, and the policy that lets exactly these run."""
    scripts = [_checked_inline(asset_text(name)) for name in _SCRIPTS]
    styles = [_checked_inline(asset_text(name)) for name in _STYLES]
    return {"scripts": scripts, "styles": styles, "policy": _content_policy(scripts, styles)}


def _checked_inline(text: str) -> Markup:
    """Our own script or style, as it stands in the file."""
    if "</script" in text.lower() or "</style" in text.lower():
        raise AssertionError("an asset of ours would end its element")
    return Markup(text)


def _content_policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """A Content-Security-Policy that lets exactly these run."""
    ours, styled = _source_hashes(scripts), _source_hashes(styles)
    return f"default-src 'none'; script-src {ours}; style-src {styled}; base-uri 'none'"


def _source_hashes(texts: Iterable[str]) -> str:
    digests = (base64.b64encode(sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
