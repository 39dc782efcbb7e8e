"""Report: the board of a replay as one file that needs nothing else: no server, no other file, no network."""

import base64
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import msgspec
from markupsafe import Markup

from listener.board.views import cards, why
from listener.board.views.board_state import Board, filled
from listener.board.web import assets
from listener.board.web.pages import environment
from models.campaigns import Campaign
from models.decisions import Decision
from models.errors import InputError
from models.signals import Signal

SCRIPTS = ("vendor/uplot/uPlot.iife.min.js", "charts.js")
STYLES = ("vendor/uplot/uPlot.min.css", "board.css")
SIGNALS = 500  # the latest
EXPLAINED = 100  # the latest: why they fired


def write_report(
    path: str | Path, campaigns: Sequence[Campaign], decisions: Iterable[Decision], signals: Iterable[Signal]
) -> None:
    """Writes the report of a replay to one HTML file. Raises InputError where it cannot be written."""
    write_board(path, campaigns, filled(signals, filled(decisions)))


def write_board(path: str | Path, campaigns: Sequence[Campaign], board: Board) -> None:
    """Writes a board to one HTML file. Raises InputError where it cannot be written."""
    try:
        Path(path).write_text(html(board, campaigns), "utf-8")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None


def html(board: Board, campaigns: Sequence[Campaign]) -> str:
    """The report's text. The same board gives the same bytes."""
    by_name = {each.name: each for each in campaigns}
    listed = cards.cards(board, by_name)
    scripts = [_inline(assets.text(name)) for name in SCRIPTS]
    styles = [_inline(assets.text(name)) for name in STYLES]
    templates = environment()
    templates.globals["signal_link"] = "#signal-{}".format
    return templates.get_template("report.html").render(
        cards=listed,
        summary=cards.summary(listed),
        details=[cards.detail(board, by_name, card.standing) for card in listed],
        series=[_series(board, by_name, card) for card in listed],
        feed=cards.rows(board, board.feed[: -SIGNALS - 1 : -1]),
        whys=[why.shown(signal, by_name) for signal in board.feed[: -EXPLAINED - 1 : -1]],
        total=len(board.feed),
        scripts=scripts,
        styles=styles,
        policy=_policy(scripts, styles),
        newest=max((card.decision.window.end for card in listed), default=None),
    )


def _series(board: Board, campaigns: dict[str, Campaign], card: cards.Card) -> Markup:
    told = [signal for signal in board.feed if signal.subject == card.key]
    drawn = cards.series(card.standing, campaigns.get(card.decision.campaign), told)
    text = msgspec.json.encode(drawn).decode()
    return Markup(text.replace("<", "\\u003c"))


def _inline(text: str) -> Markup:
    """Our own script or style, as it stands in the file."""
    if "</script" in text.lower() or "</style" in text.lower():
        raise AssertionError("an asset of ours would end its element")
    return Markup(text)


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """A Content-Security-Policy that lets exactly these run."""
    return f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; base-uri 'none'"


def _hashes(texts: Iterable[str]) -> str:
    digests = (base64.b64encode(sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
