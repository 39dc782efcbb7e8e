"""Alert page: an alert as HTML for mail programs: text, a picture of ours a signal, no script, nothing to fetch."""

from collections.abc import Iterator
from html import escape

from listener.sinks.alert_message import AlertMessage, MessagePart
from listener.sinks.stage_picture import COLOURS, HEIGHT, WIDTH
from listener.wording.said_figures import said_share
from models.decisions import DecisionKind

_EDGES = {  # one colour a decision, as on the board
    DecisionKind.ADVANCE: "#1a7f4b",
    DecisionKind.PROLONG: "#b7791f",
    DecisionKind.STEP_BACK: "#b42318",
    DecisionKind.INSUFFICIENT_DATA: "#667085",
}
_NOTICE_EDGE = "#2456b8"
_FONT = "font:16px/1.5 system-ui,-apple-system,Segoe UI,sans-serif"
_BODY = f"{_FONT};color:#1a1f36;background:#fff;margin:0 auto;max-width:36rem;padding:1rem"
_KEY = "display:inline-block;width:10px;height:10px;border:1px solid #5a6178;background:"
_QUIET = "color:#5a6178;font-size:14px"
_LINK = "display:inline-block;margin:0 1rem .5rem 0;color:#1f3fae"


def alert_html(message: AlertMessage, language: str) -> str:
    """The page. The picture of part `n` is the attachment `stages-n`."""
    return "\n".join(_lines(message, language))


def _lines(message: AlertMessage, language: str) -> Iterator[str]:
    yield f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
    yield f'<title>{escape(message.title)}</title></head><body style="{_BODY}"><main>'
    yield f'<h1 style="font-size:20px;line-height:1.3">{escape(message.title)}</h1>'
    if message.body:
        yield f"<p>{escape(message.body)}</p>"
    for number, part in enumerate(message.parts):
        yield from _part(part, number, message, language)
    if message.left_out:
        yield f'<p style="{_QUIET}">{escape(message.left_out)}</p>'
    yield f'<p style="{_QUIET}">{escape(message.contact)}</p></main></body></html>'


def _part(part: MessagePart, number: int, message: AlertMessage, language: str) -> Iterator[str]:
    edge = _EDGES[part.kind] if part.kind else _NOTICE_EDGE
    yield f'<div style="border-left:5px solid {edge};padding:.25rem 0 .25rem 1rem;margin:1rem 0">'
    if len(message.parts) > 1:
        yield f'<h2 style="font-size:17px;margin:0">{escape(part.heading)}</h2>'
    yield from (f"<p>{escape(words)}</p>" for words in (part.cause,) if words)
    if part.stages:
        yield _picture(part, number, language)
    facts = "".join(f"<tr>{_cell('th', name)}{_cell('td', value)}</tr>" for name, value in part.facts)
    yield f'<table style="border-collapse:collapse">{facts}</table>'
    yield from (f"<p>{escape(words)}</p>" for words in (*part.quotes, part.unanswered) if words)
    links = ((message.open_words, part.link), *part.answers) if part.link else ()
    yield f"<p>{''.join(_link(name, link) for name, link in links) or escape(part.id)}</p></div>"


def _picture(part: MessagePart, number: int, language: str) -> str:
    """The bar, and what each colour is: so it is told to who sees no pictures, too."""
    said = [f"{name} {said_share(share, language)}" for name, share in part.stages]
    keys = " ".join(_key(colour, words) for colour, words in zip(COLOURS, said, strict=False))
    image = (
        f'<img src="cid:stages-{number}" width="{WIDTH // 2}" height="{HEIGHT // 2}" alt="{escape(", ".join(said))}">'
    )
    return f'<p style="{_QUIET}">{escape(part.stages_words)}<br>{image}<br>{keys}</p>'


def _key(colour: str, words: str) -> str:
    return f'<span style="white-space:nowrap"><span style="{_KEY}{colour}"></span> {escape(words)}</span>'


def _cell(tag: str, text: str) -> str:
    scope = ' scope="row"' if tag == "th" else ""
    style = "text-align:left;vertical-align:top;padding:2px 12px 2px 0;font-weight:" + ("600" if scope else "400")
    return f'<{tag}{scope} style="{style}">{escape(text)}</{tag}>'


def _link(name: str, link: str) -> str:
    return f'<a href="{escape(link)}" style="{_LINK}">{escape(name)}</a>'
