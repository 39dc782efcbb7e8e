"""E-mail by SMTP: text, and the same as a page; never without TLS beyond this machine; told again, it is the same."""

import asyncio
import re
import smtplib
import ssl
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from listener.sinks.addresses import LOCAL_HOSTS
from listener.sinks.alert_message import AlertMessage, alert_lines, alert_title, compose_message
from listener.sinks.alert_page import alert_html
from listener.sinks.base import DeliveryError, Destination, SinkSpec
from listener.sinks.stage_picture import draw_stages
from listener.wording.figures import cut
from models.alerts import Alert
from models.errors import SettingsError

SUBJECT_LIMIT = 180  # characters: mail programs show fewer, and a longer header line would be folded twice

_STEP_SECONDS = 20.0  # for one answer of the server; the thread ends then, which nobody else can end
_MAILBOX = re.compile(r"[^\s@<>,;:\"()\[\]]+@[^\s@<>,;:\"()\[\]]+\.[A-Za-z0-9-]{2,}")


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in. `smtp://user:password@host:587?from=listener@example.org`, or `smtps://` on 465."""

    host: str
    port: int
    user: str
    password: str
    sender: str
    implicit_tls: bool

    def __repr__(self) -> str:
        return f"MailServer({self.host}:{self.port})"


def parse_server(url: str) -> MailServer:
    """The server of an address. Raises ValueError, and never says what the address is."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("expected smtp://user:password@host:587?from=name@example.org")
    port = parts.port or (465 if parts.scheme == "smtps" else 587)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, port, user, password, _sender(parts, user), parts.scheme == "smtps")


def _sender(parts: SplitResult, user: str) -> str:
    given = parse_qs(parts.query).get("from", [""])[0]
    return given or (user if "@" in user else f"listener@{parts.hostname}")


class Email:
    """One message to all the addresses."""

    def __init__(self, server: MailServer, to: Sequence[str], board: str = "") -> None:
        self._server, self._to, self._board = server, tuple(to), board

    async def __call__(self, alert: Alert) -> None:
        mail = compose_mail(alert, self._server.sender, self._to, self._board)
        await asyncio.to_thread(hand_in, self._server, mail)


def compose_mail(alert: Alert, sender: str, to: Sequence[str], board: str = "") -> EmailMessage:
    """The mail: as text, and as a page that has nothing to fetch; the same alert has the same Message-ID."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = ", ".join(to)
    mail["Subject"] = cut(alert_title(alert), SUBJECT_LIMIT)
    mail["Date"] = format_datetime(alert.at)
    mail["Message-ID"] = f"<{alert.id}@listener>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies
    mail.set_content("\n".join(alert_lines(alert, board)) + "\n")
    _add_page(mail, compose_message(alert, board), alert)
    return mail


def _add_page(mail: EmailMessage, message: AlertMessage, alert: Alert) -> None:
    """The same as HTML, with its pictures in the mail itself: nobody is told that it was opened."""
    boundary = alert.id  # else a random one: told again, a mail is the same to the byte
    mail.add_alternative(alert_html(message, alert.language), subtype="html")
    mail.set_boundary(f"alternative-{boundary}")
    *_, page = mail.iter_parts()
    assert isinstance(page, EmailMessage)  # it was added just now
    for number, part in enumerate(message.parts):
        if part.stages:
            picture = draw_stages([share for _, share in part.stages])
            page.add_related(picture, "image", "png", cid=f"<stages-{number}>", disposition="inline")
            page.set_boundary(f"related-{boundary}")


def hand_in(server: MailServer, mail: EmailMessage) -> None:
    """Raises DeliveryError. A refusal for some of the addresses is one: trying again would tell the others twice."""
    try:
        with _connect(server) as smtp:
            if server.user:
                smtp.login(server.user, server.password)
            refused = smtp.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        raise DeliveryError(_codes(error.recipients.values()), again=_is_temporary(error.recipients)) from None
    except smtplib.SMTPResponseException as error:
        raise DeliveryError(f"SMTP {error.smtp_code}", again=400 <= error.smtp_code < 500) from None
    except ssl.SSLCertVerificationError as error:
        raise DeliveryError(f"TLS: {error.verify_message}", again=False) from None
    except (smtplib.SMTPNotSupportedError, ValueError) as error:
        raise DeliveryError(f"{type(error).__name__}: {error}", again=False) from None
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryError(type(error).__name__, again=True) from None
    if refused:
        raise DeliveryError(f"{len(refused)} addresses: {_codes(refused.values())}", again=False)


def _connect(server: MailServer) -> smtplib.SMTP:
    tls = ssl.create_default_context()
    if server.implicit_tls:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=_STEP_SECONDS, context=tls)
    smtp = smtplib.SMTP(server.host, server.port, timeout=_STEP_SECONDS)
    try:
        if server.host not in LOCAL_HOSTS:
            smtp.starttls(context=tls)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _is_temporary(refused: dict[str, tuple[int, bytes]]) -> bool:
    return all(400 <= code < 500 for code, _ in refused.values())


def _codes(answers: Iterable[tuple[int, bytes]]) -> str:
    return ", ".join(sorted({f"SMTP {code}" for code, _ in answers}))


def _check_address(text: str) -> str:
    return "" if _MAILBOX.fullmatch(text) else f"`{text[:60]}` is no address: expected one such as team@example.org"


def _open(destination: Destination) -> Email:
    """Raises SettingsError for a server that cannot be one; it never says what its address is."""
    try:
        server = parse_server(destination.server)
    except ValueError as error:
        route = destination.route
        raise SettingsError(f"route `{route.name}`", f"{route.server}: {error}") from None
    return Email(server, destination.addresses, destination.board)


EMAIL_SINK = SinkSpec(
    kind="email",
    expects="addresses, or $NAME of a variable with one",
    check_address=_check_address,
    open=_open,
    takes_several=True,
    has_server=True,
)
