"""Alert text: an alert in plain words, and what has to happen to text from posts before it may go out.

Posts are written by strangers. Their text is quoted harmlessly: no line breaks, no control or direction marks, no
mention that pings, no address that becomes a link, no markup. Testimony is not here at all: signals never carry it.
"""

import re
import unicodedata

from msgspec.structs import replace

from listener.wording.accountability import describe_notice, describe_standing, notice_advice
from listener.wording.decisions import (
    advice,
    chapter_move,
    decision_title,
    false_alarms,
    odds,
    reasons,
    reasons_heading,
)
from listener.wording.figures import moment, percent, plural
from models.accountability import CommitmentSignal
from models.alerts import Alert, AlertItem
from models.decisions import Decision, DecisionKind
from models.signals import Signal

_JOINER = "\u2060"  # invisible, and keeps programs from reading a mention or an address

# Characters that begin markup somewhere, and what looks like them and begins none.
_MARKUP = str.maketrans("<>*_`~[]|", "‹›∗ˍˋ∼［］｜")

# What a chat or mail program turns into a ping or a link: @name, scheme://, www., name.tld
_PING = re.compile(r"(?<=[@＠#])(?=\S)")
_LINK = re.compile(r"(?<=:)(?=//)|(?<=\w\.)(?=\w)|(?<=mailto:)|(?<=tel:)", re.IGNORECASE)


def plain(text: str) -> str:
    """The text on one line, without control characters, direction marks and lone surrogates."""
    shown = "".join(each if unicodedata.category(each)[0] != "C" else " " for each in text)
    return " ".join(shown.split())


def quote_harmlessly(text: str) -> str:
    """Text from a post: it pings nobody, links nowhere and has no markup."""
    return _LINK.sub(_JOINER, _PING.sub(_JOINER, plain(text).translate(_MARKUP)))


def alert_title(alert: Alert) -> str:
    """The alert in one line."""
    if not alert.items and len(alert.notices) == 1:
        return alert_prefix(alert) + notice_line(alert.notices[0])
    if len(alert.items) == 1 and not alert.notices:
        return alert_prefix(alert, alert.items[0]) + headline(alert.items[0].signal.data)
    count = plural(len(alert.items) + len(alert.notices), "signal")
    return f"{alert_prefix(alert, *alert.items)}{count} of {alert.campaign}"


def notice_line(told: CommitmentSignal) -> str:
    """A commitment's signal in one line. Its name and what it says are the team's own words."""
    return plain(f"{describe_notice(told.data)} ({told.data.campaign})")


def notice_facts(told: CommitmentSignal) -> list[tuple[str, str]]:
    """What its owner wants to know of it."""
    notice = told.data
    standing = describe_standing(notice.standing)
    shown = (("What to do", notice_advice(notice)), ("Promise", notice.quote), ("Where it stands", standing))
    return [(name, plain(value)) for name, value in (*shown, ("Owner", notice.owner)) if value]


def alert_prefix(alert: Alert, *items: AlertItem) -> str:
    """What must be known before all else."""
    test = "This is a test: " if alert.is_test else ""
    return test + ("Nobody answered: " if any(item.unanswered_on for item in items) else "")


def headline(decision: Decision) -> str:
    """A decision in one line: `Ready for the next chapter: locals of relief-fund, stand-with -> rebuild`."""
    return f"{decision_title(decision)}: {decision.audience} of {decision.campaign}, {chapter_move(decision)}"


def facts(decision: Decision) -> list[tuple[str, str]]:
    """What a person wants to know of it, as (name, value)."""
    found, is_advance = decision.evidence, decision.decision is DecisionKind.ADVANCE
    shown = (
        ("What to do", advice(decision)),
        ("Share", _share(decision)),
        ("Evidence", _evidence(decision)),
        ("Certainty", false_alarms(decision) if _rests_on_evidence(decision) else ""),
        ("Voices", plural(found.eligible_authors, "returning author")),
        ("Until", moment(decision.window.end)),
        (reasons_heading(decision.decision), "" if is_advance else "; ".join(_safe_reasons(decision))),
        ("Looks again", moment(found.can_change_from) if found.can_change_from else ""),
        ("Silent channels", ", ".join(map(quote_harmlessly, decision.data_quality.silent_channels))),
        ("Channels too late to count", ", ".join(map(quote_harmlessly, decision.data_quality.late_shares))),
    )
    return [(name, value) for name, value in shown if value]


def _safe_reasons(decision: Decision) -> list[str]:
    """The reasons, with the only name in them that comes from posts quoted harmlessly."""
    channel = decision.evidence.lowest_channel
    safe = replace(decision.evidence, lowest_channel=quote_harmlessly(channel) if channel else None)
    return reasons(replace(decision, evidence=safe))


def _evidence(decision: Decision) -> str:
    """Of a change what it rests on; of the others how far they are from an ADVANCE."""
    if _rests_on_evidence(decision):
        return odds(decision)
    return f"{percent(decision.score)} of what is asked" if decision.score else ""


def _rests_on_evidence(decision: Decision) -> bool:
    """Whether it asks for another chapter on evidence, for which a rate of false alarms is promised."""
    is_change = decision.decision in (DecisionKind.ADVANCE, DecisionKind.STEP_BACK)
    return is_change and decision.evidence.e_value > 0.0


def _share(decision: Decision) -> str:
    found = decision.evidence
    if found.share is None:
        return ""
    low, high = found.share_interval or (found.share, found.share)
    spread = f" ({percent(low)} to {percent(high)})" if found.share_interval else ""
    bar = f", asked for is {percent(found.bar)}" if found.bar is not None else ""
    return f"{percent(found.share)}{spread}{bar}"


def quote_examples(decision: Decision) -> list[str]:
    """What people wrote, quoted harmlessly."""
    return [quote_harmlessly(each.span) for each in decision.examples if each.span]


def permalink(signal: Signal, board: str) -> str:
    """The page on the board that says why a signal fired; nothing where no board is known."""
    return f"{board.rstrip('/')}/signals/{signal.id}" if board else ""


def alert_lines(alert: Alert, board: str = "") -> list[str]:
    """The whole alert as lines of plain text. `board` is the board's address."""
    found = [alert_title(alert)]
    for item in alert.items:
        found += ["", *_paragraph(item, board, alone=len(alert.items) == 1)]
    for told in alert.notices:
        found += ["", notice_line(told), *(f"{name}: {value}" for name, value in notice_facts(told))]
    if alert.left_out:
        found += ["", f"{plural(alert.left_out, 'earlier signal')} left out."]
    return [*found, "", f"Route {alert.route} of {alert.campaign}. Ask {plain(alert.owner)}."]


def _paragraph(item: AlertItem, board: str, *, alone: bool) -> list[str]:
    decision = item.signal.data
    found = [*([] if alone else [headline(decision)]), *(f"{name}: {value}" for name, value in facts(decision))]
    found += [f"Somebody wrote: {text}" for text in quote_examples(decision)]
    if item.unanswered_on:
        found.append(f"Nobody answered on route {item.unanswered_on}.")
    link = permalink(item.signal, board)
    return [*found, f"Signal {item.signal.id}", *([f"Why did this fire? {link}"] if link else [])]
