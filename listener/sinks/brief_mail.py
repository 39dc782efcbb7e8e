"""Brief mail: a brand's brief to the e-mail routes of its campaign: plain text, and the same as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid

from listener.sinks.base import DeliveryError
from listener.sinks.email import SUBJECT_LIMIT, hand_in, parse_server
from listener.sinks.opening import fill_route
from listener.wording.figures import cut
from models.alerts import Route
from models.campaigns import Campaign
from models.errors import InputError, SettingsError


def mail_brief(campaign: Campaign, variables: Mapping[str, str], text: str, page: str) -> Iterator[str]:
    """Sends it on each e-mail route, and gives the name of each. Raises InputError where it did not arrive."""
    routes = [each for each in campaign.alerts if each.sink == "email"]
    if not routes:
        raise InputError(f"{campaign.name} has no alert route by e-mail: nobody would get it")
    for route in routes:
        try:
            _send(route, variables, text, page)
        except DeliveryError as error:
            raise InputError(f"route `{route.name}`: {error}") from None
        yield route.name


def _send(route: Route, variables: Mapping[str, str], text: str, page: str) -> None:
    url, to = fill_route(route, variables)
    try:
        server = parse_server(url)
    except ValueError as error:
        raise SettingsError(f"route `{route.name}`", f"its server: {error}") from None
    hand_in(server, compose_brief(text, page, server.sender, to))


def compose_brief(text: str, page: str, sender: str, to: tuple[str, ...]) -> EmailMessage:
    """The mail. Its subject is the brief's first line; its page has no script and asks for nothing."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = ", ".join(to)
    mail["Subject"] = cut(text.partition("\n")[0].removeprefix("# "), SUBJECT_LIMIT)
    mail["Date"] = formatdate()
    mail["Message-ID"] = make_msgid(domain="listener")
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text + "\n")
    mail.add_alternative(page, subtype="html")
    return mail
