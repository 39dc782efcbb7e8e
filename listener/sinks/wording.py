"""Wording: an alert in plain words, and what has to happen to text from posts before it may go out.

Posts are written by strangers. Their text is quoted harmlessly: no line breaks, no control or direction marks, no
mention that pings, no address that becomes a link, no markup. Testimony is not here at all: signals never carry it.
"""

import re
import unicodedata

from models.alerts import Alert, AlertItem
from models.decisions import Decision, DecisionKind
from models.signals import Signal

MARKER = "…"  # stands where text was cut
JOINER = "\u2060"  # invisible, and keeps programs from reading a mention or an address

TITLES = {
    DecisionKind.ADVANCE: "Ready for the next chapter",
    DecisionKind.PROLONG: "Stay with this chapter",
    DecisionKind.STEP_BACK: "Step back",
    DecisionKind.INSUFFICIENT_DATA: "Not enough data to say",
}

# Characters that begin markup somewhere, and what looks like them and begins none.
_MARKUP = str.maketrans("<>*_`~[]|", "‹›∗ˍˋ∼［］｜")

# What a chat or mail program turns into a ping or a link: @name, scheme://, www., name.tld
_PING = re.compile(r"(?<=[@＠#])(?=\S)")
_LINK = re.compile(r"(?<=:)(?=//)|(?<=\w\.)(?=\w)|(?<=mailto:)|(?<=tel:)", re.IGNORECASE)


def cut(text: str, limit: int) -> str:
    """The text in at most `limit` characters, with a marker where some are missing."""
    return text if len(text) <= limit else text[: limit - len(MARKER)].rstrip() + MARKER


def plain(text: str) -> str:
    """The text on one line, without control characters, direction marks and lone surrogates."""
    shown = "".join(each if unicodedata.category(each)[0] != "C" else " " for each in text)
    return " ".join(shown.split())


def quoted(text: str) -> str:
    """Text from a post, harmless: it pings nobody, links nowhere and has no markup."""
    return _LINK.sub(JOINER, _PING.sub(JOINER, plain(text).translate(_MARKUP)))


def title(alert: Alert) -> str:
    """The alert in one line."""
    if len(alert.items) == 1:
        return prefix(alert, alert.items[0]) + headline(alert.items[0].signal.data)
    return f"{prefix(alert, *alert.items)}{len(alert.items)} signals of {alert.campaign}"


def prefix(alert: Alert, *items: AlertItem) -> str:
    """What must be known before all else."""
    test = "This is a test: " if alert.is_test else ""
    return test + ("Nobody answered: " if any(item.unanswered_on for item in items) else "")


def headline(decision: Decision) -> str:
    """A decision in one line: `Ready for the next chapter: locals of relief-fund, stand-with -> rebuild`."""
    following = f" -> {decision.next_chapter}" if decision.next_chapter else ""
    said = TITLES[decision.decision] + (", told early" if decision.is_early else "")
    return f"{said}: {decision.audience} of {decision.campaign}, {decision.chapter}{following}"


def facts(decision: Decision) -> list[tuple[str, str]]:
    """What a person wants to know of it, as (name, value)."""
    shown = (
        ("Share", _share(decision)),
        ("Evidence", f"{100 * decision.score:.0f} % of the way" if decision.score else ""),
        ("Voices", f"{decision.evidence.eligible_authors:,} authors who come back"),
        ("Until", f"{decision.window.end:%Y-%m-%d %H:%M} UTC"),
        ("Held back by", "; ".join(decision.evidence.missing)),
        ("Looks again", f"{again:%Y-%m-%d %H:%M} UTC" if (again := decision.evidence.can_change_from) else ""),
        ("Gaps in the data", ", ".join(map(quoted, decision.data_quality.silent_channels))),
    )
    return [(name, value) for name, value in shown if value]


def _share(decision: Decision) -> str:
    found = decision.evidence
    if found.share is None:
        return ""
    spread = f" ({found.share_interval[0]:.0%} to {found.share_interval[1]:.0%})" if found.share_interval else ""
    bar = f", asked for is {found.bar:.0%}" if found.bar is not None else ""
    return f"{found.share:.0%}{spread}{bar}"


def examples(decision: Decision) -> list[str]:
    """What people wrote, quoted harmlessly."""
    return [quoted(each.span) for each in decision.examples if each.span]


def permalink(signal: Signal, board: str) -> str:
    """The page on the board that says why a signal fired; nothing where no board is known."""
    return f"{board.rstrip('/')}/signals/{signal.id}" if board else ""


def lines(alert: Alert, board: str = "") -> list[str]:
    """The whole alert as lines of plain text. `board` is the board's address."""
    found = [title(alert)]
    for item in alert.items:
        found += ["", *_paragraph(item, board, alone=len(alert.items) == 1)]
    if alert.left_out:
        found += ["", f"{alert.left_out} earlier signals are left out."]
    return [*found, "", f"Route {alert.route} of {alert.campaign}. Ask {plain(alert.owner)}."]


def _paragraph(item: AlertItem, board: str, *, alone: bool) -> list[str]:
    decision = item.signal.data
    found = [*([] if alone else [headline(decision)]), *(f"{name}: {value}" for name, value in facts(decision))]
    found += [f"Somebody wrote: {text}" for text in examples(decision)]
    if item.unanswered_on:
        found.append(f"Nobody answered on route {item.unanswered_on}.")
    link = permalink(item.signal, board)
    return [*found, f"Signal {item.signal.id}", *([f"Why did this fire? {link}"] if link else [])]
