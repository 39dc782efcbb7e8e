"""Alert message: what an alert says to people, whatever carries it: a title with the deed, why, what to ask, numbers.

Each sink lays it out in its own way. Texts are in the route's language, times in its zone; what strangers wrote is
quoted harmlessly, and what the rule calls things is not here: that is on the board, where the link leads.
"""

from dataclasses import dataclass

from listener.sinks.alert_text import answer_link, permalink, plain, quote_harmlessly
from listener.wording.accountability import describe_notice, describe_standing, notice_advice
from listener.wording.catalogues import words
from listener.wording.causes import describe_cause
from listener.wording.decisions import advice, place_in_story
from listener.wording.label_words import is_told_by_labels, told_share
from listener.wording.said_figures import said_moment, said_number, said_rate, said_share
from models.accountability import CommitmentSignal
from models.alerts import Alert, AlertItem
from models.commands import Verdict
from models.decisions import Decision, DecisionKind
from models.tags import Stage

Facts = tuple[tuple[str, str], ...]  # name and value

_MARKS = {  # one colour a decision, in every program that shows text
    DecisionKind.ADVANCE: "\N{LARGE GREEN CIRCLE}",
    DecisionKind.PROLONG: "\N{LARGE YELLOW CIRCLE}",
    DecisionKind.STEP_BACK: "\N{LARGE RED CIRCLE}",
    DecisionKind.INSUFFICIENT_DATA: "\N{MEDIUM WHITE CIRCLE}",
}
_NOTICE_MARK = "\N{LARGE BLUE CIRCLE}"
_ANSWERS = (Verdict.ACCEPT, Verdict.SNOOZE)
_TEST_MARK = "\N{WHITE LARGE SQUARE}"


@dataclass(frozen=True)
class MessagePart:
    """One signal of an alert. `kind` is None for a commitment's."""

    mark: str
    kind: DecisionKind | None
    title: str
    cause: str
    facts: Facts  # what to do, what to ask, three numbers, and when
    quotes: tuple[str, ...] = ()
    unanswered: str = ""
    link: str = ""
    answers: tuple[tuple[str, str], ...] = ()  # what one may say of it, and the page that asks whether that is meant
    id: str = ""
    stages: tuple[tuple[str, float], ...] = ()  # name, and the part of the people who have come so far and no further
    stages_words: str = ""  # what these are

    @property
    def heading(self) -> str:
        """The title behind its colour."""
        return f"{self.mark} {self.title}"


@dataclass(frozen=True)
class AlertMessage:
    """A whole alert."""

    title: str
    parts: tuple[MessagePart, ...]
    open_words: str  # of a link to the board
    more_words: str  # with {count}: of parts for which there is no room
    left_out: str
    contact: str
    body: str = ""  # of a test, which has no parts


def compose_message(alert: Alert, board: str = "") -> AlertMessage:
    """The message; `board` is the board's address, for links to it."""
    language = alert.language
    parts = tuple([_decided(item, alert, board) for item in alert.items])
    parts += tuple([_promised(told, alert) for told in alert.notices])
    left_out = words("alerts", "left-out", language, count=alert.left_out) if alert.left_out else ""
    return AlertMessage(
        title=_title(alert, parts),
        parts=() if alert.is_test else parts,
        open_words=words("alerts", "open", language),
        more_words=words("alerts", "more", language, count="{count}"),
        left_out=left_out,
        contact=words(
            "alerts", "contact", language, route=alert.route, campaign=alert.campaign, owner=plain(alert.owner)
        ),
        body=words("alerts", "test-body", language) if alert.is_test else "",
    )


def _title(alert: Alert, parts: tuple[MessagePart, ...]) -> str:
    if alert.is_test:
        return f"{_TEST_MARK} {words('alerts', 'test', alert.language, route=alert.route)}"
    if len(parts) == 1:
        title = parts[0].heading
    else:
        marks = "".join(dict.fromkeys(each.mark for each in parts))
        title = f"{marks} {words('alerts', 'several', alert.language, count=len(parts), campaign=alert.campaign)}"
    is_unanswered = any(item.unanswered_on for item in alert.items)
    return words("alerts", "unanswered", alert.language, title=title) if is_unanswered else title


def _decided(item: AlertItem, alert: Alert, board: str) -> MessagePart:
    decision, language = item.signal.data, alert.language
    title = words(
        "alerts",
        place_in_story(decision),
        language,
        audience=decision.audience,
        chapter=decision.chapter,
        next=decision.next_chapter,
    )
    unanswered = words("alerts", "unanswered-on", language, route=item.unanswered_on) if item.unanswered_on else ""
    return MessagePart(
        mark=_MARKS[decision.decision],
        kind=decision.decision,
        title=title,
        cause=describe_cause(decision, language),
        facts=_facts(decision, plain(item.call), alert),
        quotes=tuple(
            words("alerts", "wrote", language, text=quote_harmlessly(each.span))
            for each in decision.examples
            if each.span
        ),
        unanswered=unanswered,
        link=permalink(item.signal, board),
        answers=tuple(
            (words("alerts", each, language), answer_link(item.signal, board, each)) for each in _ANSWERS if board
        ),
        id=item.signal.id,
        stages=_stages(decision, language),
        stages_words=words("alerts", "stages", language),
    )


def _facts(decision: Decision, call: str, alert: Alert) -> Facts:
    found, quality, language = decision.evidence, decision.data_quality, alert.language
    change = found.can_change_from
    rests = decision.decision in (DecisionKind.ADVANCE, DecisionKind.STEP_BACK)
    shown = (
        ("do", advice(decision, language)),
        ("ask", call),
        ("now", _now(decision, language)),
        ("people", said_number(found.eligible_authors, language) if found.eligible_authors else ""),
        ("wrong", _error_rate(decision, language) if rests and found.e_value > 0.0 else ""),
        ("change", "" if rests or change is None else said_moment(change, alert.zone, language)),
        ("silent", ", ".join(map(quote_harmlessly, quality.silent_channels))),
        ("late", ", ".join(map(quote_harmlessly, quality.late_shares))),
        ("as-of", said_moment(decision.window.end, alert.zone, language)),
    )
    return tuple((words("alerts", name, language), value) for name, value in shown if value)


def _stages(decision: Decision, language: str) -> tuple[tuple[str, float], ...]:
    """How far people have come, where enough is known, and where what the tagger reads is what decides."""
    found = decision.evidence
    if decision.decision is DecisionKind.INSUFFICIENT_DATA or is_told_by_labels(decision):
        return ()
    known = [(words("uptake-stages", each, language), found.by_stage.get(each, 0.0)) for each in Stage]
    return tuple(known) if any(share for _, share in known) else ()


def _now(decision: Decision, language: str) -> str:
    found = decision.evidence
    if found.share is None or found.bar is None:
        return ""
    filled = {"share": said_share(told_share(decision), language), "bar": said_share(found.bar, language)}
    return words("alerts", "now-asked", language, **filled)


def _error_rate(decision: Decision, language: str) -> str:
    alpha = decision.evidence.alpha
    if decision.is_early:
        return words("alerts", "wrong-early", language, count=f"{alpha:g}")
    return words("alerts", "wrong-rate", language, share=said_rate(alpha, language))


def _promised(told: CommitmentSignal, alert: Alert) -> MessagePart:
    """A commitment's signal. Its name and what it says are the team's own words."""
    notice, language = told.data, alert.language
    shown = (
        ("do", notice_advice(notice, language)),
        ("promise", notice.quote),
        ("standing", describe_standing(notice.standing, language)),
        ("owner", notice.owner),
    )
    facts = tuple((words("alerts", name, language), plain(value)) for name, value in shown if value)
    title = plain(describe_notice(notice, alert.zone, language))
    return MessagePart(_NOTICE_MARK, None, title, "", facts, id=told.id)


def alert_title(alert: Alert) -> str:
    """The alert in one line."""
    return compose_message(alert).title


def alert_lines(alert: Alert, board: str = "") -> list[str]:
    """The whole alert as lines of plain text. `board` is the board's address."""
    message = compose_message(alert, board)
    found = [message.title, *(["", message.body] if message.body else [])]
    for part in message.parts:
        found += ["", *_part_lines(part, message)]
    if message.left_out:
        found += ["", message.left_out]
    return [*found, "", message.contact]


def _part_lines(part: MessagePart, message: AlertMessage) -> list[str]:
    heading = [part.heading] if len(message.parts) > 1 else []
    found = [*heading, *filter(None, [part.cause]), *(f"{name}: {value}" for name, value in part.facts)]
    found += [*part.quotes, *filter(None, [part.unanswered])]
    found += [f"{message.open_words}: {part.link}" if part.link else f"({part.id})"]
    return [*found, *(f"{name}: {link}" for name, link in part.answers)]
