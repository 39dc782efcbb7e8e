"""The other side of e-mail: a mail server on this machine."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape
from pathlib import Path

import aiohttp
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from listener.sinks import open_sink
from tests.alerting import route
from tests.contracts.receivers.base import Mood, Receiver, ReceiverSpec, free_port, nowhere


class Mailbox:
    """A mail server's handler that keeps what it gets."""

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self._receiver.mood is Mood.GOOD:
            mail = message_from_bytes(envelope.original_content or b"", policy=policy.default)
            self._receiver.arrived.append(_read(mail))
            self._receiver.headers.append({name: str(value) for name, value in mail.items()})
        return self._receiver.mood.value[1]


def _read(mail: EmailMessage) -> str:
    """What people see of it, by either form: the text, and the words of the page."""
    text, page = (mail.get_body((form,)) for form in ("plain", "html"))
    assert text is not None
    assert page is not None
    return f"{text.get_content()}\n{unescape(re.sub('<[^>]*>', '', page.get_content()))}"


@asynccontextmanager
async def _listen(_: Path) -> AsyncIterator[Receiver]:
    receiver = Receiver(nowhere)
    port = free_port()
    controller = Controller(Mailbox(receiver), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        variables = {"SMTP": f"smtp://127.0.0.1:{port}?from=listener@example.org"}
        mail = route(sink="email", to=("ana@example.org", "ben@example.org"), server="$SMTP")
        async with aiohttp.ClientSession() as client:
            receiver.send = open_sink(mail, variables, client)
            yield receiver
    finally:
        controller.stop()


RECEIVER = ReceiverSpec(_listen, is_for_people=True)
