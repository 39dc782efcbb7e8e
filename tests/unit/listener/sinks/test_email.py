"""Mail arrives once for each address, tells no password to a stranger, and cannot be made to say more than we did."""

import re
import zlib
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from html import unescape

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from msgspec.structs import replace

from listener.sinks import DeliveryError
from listener.sinks.email import SUBJECT_LIMIT, Email, compose_mail, parse_server
from listener.sinks.stage_picture import WIDTH
from models.decisions import CheckCode, DecisionKind, LabelReport, compare
from models.signals import Signal
from tests.alerting import alert, signal_of
from tests.contracts.receivers.base import free_port


class Post:
    """A server that refuses some addresses."""

    def __init__(self, refused: dict[str, str]) -> None:
        self._refused = refused
        self.envelopes: list[Envelope] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address not in self._refused:
            envelope.rcpt_tos.append(address)
        return self._refused.get(address, "250 ok")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.envelopes.append(envelope)
        return "250 ok"


@asynccontextmanager
async def served(post: Post, host: str = "127.0.0.1") -> AsyncIterator[str]:
    controller = Controller(post, hostname=host, port=free_port())
    controller.start()
    try:
        yield f"smtp://user:pass@{host}:{controller.port}?from=us@example.org"
    finally:
        controller.stop()


def without_login(url: str) -> str:
    return url.replace("user:pass@", "")


async def test_the_message_goes_to_all_of_them_at_once() -> None:
    post = Post({})
    async with served(post) as url:
        await Email(parse_server(without_login(url)), ["ana@example.org", "ben@example.org"])(alert())
    (envelope,) = post.envelopes
    assert envelope.mail_from == "us@example.org"
    assert envelope.rcpt_tos == ["ana@example.org", "ben@example.org"]


async def test_an_address_that_is_refused_is_told_and_the_others_are_not_written_to_again() -> None:
    post = Post({"gone@example.org": "550 no such user"})
    async with served(post) as url:
        with pytest.raises(DeliveryError, match="1 addresses: SMTP 550") as caught:
            await Email(parse_server(without_login(url)), ["ana@example.org", "gone@example.org"])(alert())
    assert not caught.value.again
    assert len(post.envelopes) == 1


@pytest.mark.parametrize(("answer", "again"), [("550 never", False), ("450 later", True)])
async def test_when_all_are_refused_the_answer_says_whether_to_try_again(answer: str, again: bool) -> None:
    async with served(Post({"ana@example.org": answer})) as url:
        with pytest.raises(DeliveryError) as caught:
            await Email(parse_server(without_login(url)), ["ana@example.org"])(alert())
    assert caught.value.again is again


async def test_beyond_this_machine_nothing_is_said_without_tls() -> None:
    post = Post({})
    async with served(post, "127.0.0.2") as url:
        with pytest.raises(DeliveryError, match="STARTTLS") as caught:
            await Email(parse_server(url), ["ana@example.org"])(alert())
    assert not caught.value.again
    assert post.envelopes == []


async def test_no_server_is_trouble_that_may_pass() -> None:
    with pytest.raises(DeliveryError) as caught:
        await Email(parse_server("smtp://127.0.0.1:1"), ["ana@example.org"])(alert())
    assert caught.value.again


def test_the_same_alert_has_the_same_message_id_and_no_holiday_replies() -> None:
    first, again = (compose_mail(alert(), "us@example.org", ["ana@example.org"]) for _ in range(2))
    assert first["Message-ID"] == again["Message-ID"] == f"<{alert().id}@listener>"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first.as_bytes() == again.as_bytes()


def page_of(mail: EmailMessage) -> str:
    page = mail.get_body(("html",))
    assert page is not None
    return str(page.get_content())


def test_the_page_has_what_the_text_has_and_fetches_nothing() -> None:
    mail = compose_mail(alert(staged()), "us@example.org", ["ana@example.org"], "https://board.example.org")
    text = mail.get_body(("plain",))
    assert text is not None
    shown = unescape(re.sub(r"<[^>]*>", "", page_of(mail)))
    for line in str(text.get_content()).splitlines():
        assert line.split(": https://")[0].partition(": ")[0] in shown
    addresses = re.findall(r'(?:href|src|url)="?\(?([^")]*)', page_of(mail))
    assert {each.partition("/signals/")[0] for each in addresses} == {"cid:stages-0", "https://board.example.org"}
    assert "<script" not in page_of(mail)


def test_the_picture_is_in_the_mail_and_has_each_stage_its_part() -> None:
    mail = compose_mail(alert(staged()), "us@example.org", ["ana@example.org"])
    (picture,) = [each for each in mail.walk() if each.get_content_type() == "image/png"]
    assert picture["Content-ID"] == "<stages-0>"
    assert widths(bytes(picture.get_payload(decode=True))) == [WIDTH // 2, WIDTH // 4, WIDTH // 8, WIDTH // 8]


def widths(picture: bytes) -> list[int]:
    """How many pixels of a row each colour has, of a PNG with one chunk of pixels."""
    at = picture.index(b"IDAT")
    row = zlib.decompress(picture[at + 4 : -16])[1 : 1 + 3 * WIDTH]
    return list(Counter(row[start : start + 3] for start in range(0, 3 * WIDTH, 3)).values())


def staged(**changes: object) -> Signal:
    stages = {"awareness": 0.5, "interest": 0.25, "desire": 0.125, "action": 0.125}
    return signal_of(evidence=replace(signal_of().data.evidence, by_stage=stages, **changes))


def test_of_an_audience_of_whom_people_read_no_stages_of_the_taggers_are_shown() -> None:
    labels = LabelReport(counted=80, share=0.2)
    read = signal_of(
        evidence=replace(staged().data.evidence, labels=labels),
        checks=(compare(CheckCode.SHARE_LABELLED, 12.0, ">=", 3_000.0),),
    )
    mail = compose_mail(alert(read), "us@example.org", ["ana@example.org"])
    assert "cid:" not in page_of(mail)
    assert "20%, you asked for 30%" in page_of(mail)  # what they read, as on the board, and not the tagger's 41%


def test_a_digest_has_a_subject_of_its_own() -> None:
    mail = compose_mail(alert(signal_of(), signal_of(DecisionKind.PROLONG, 1)), "us@example.org", ["ana@example.org"])
    assert mail["Subject"] == "🟢🟡 2 alerts of relief"
    assert len(mail["Subject"]) <= SUBJECT_LIMIT


@pytest.mark.parametrize(
    ("url", "port", "sender"),
    [
        ("smtp://mail.example.org", 587, "listener@mail.example.org"),
        ("smtps://mail.example.org", 465, "listener@mail.example.org"),
        ("smtp://ana%40example.org:p%3A@mail.example.org:25", 25, "ana@example.org"),
        ("smtp://mail.example.org?from=us@example.org", 587, "us@example.org"),
    ],
)
def test_the_servers_address_says_all(url: str, port: int, sender: str) -> None:
    found = parse_server(url)
    assert (found.port, found.sender, found.host) == (port, sender, "mail.example.org")
    assert found.password in ("", "p:")


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://host:port"])
def test_what_is_no_server_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"expected smtp|invalid literal|Port could not"):
        parse_server(url)


def test_a_server_is_shown_without_its_password() -> None:
    assert "secret" not in repr(parse_server("smtp://ana:secret@mail.example.org"))
