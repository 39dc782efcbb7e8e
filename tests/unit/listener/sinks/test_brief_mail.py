"""The brief by mail: to the campaign's e-mail routes, as text and as a page in which nothing is markup but ours."""

import asyncio
from email import message_from_bytes, policy

import pytest
from msgspec.structs import replace

from listener.sinks.brief_mail import mail_brief
from listener.wording.brief_html import brief_as_html
from models.alerts import Route
from models.errors import InputError
from tests.unit.listener.sinks.test_email import Post, served, without_login
from tests.unit.pipelines.accountability.promises import campaign_of, promise

LINES = ["# Fund: 2026-03-01", "", "score 7", "## Told", "", r"- \<script\>alert(1)\</script\> \*b\* & more", ""]


def test_a_page_of_the_brief_has_no_markup_but_ours() -> None:
    page = "\n".join(brief_as_html(LINES, 'en"><x'))
    assert "<li>&lt;script&gt;alert(1)&lt;/script&gt; *b* &amp; more</li>" in page
    assert "<h1>Fund: 2026-03-01</h1>" in page
    assert page.count("<ul>") == page.count("</ul>") == 1
    assert "<x" not in page


async def test_it_goes_to_every_mail_route_as_text_and_as_a_page() -> None:
    post = Post({})
    async with served(post) as url:
        route = Route(name="team", sink="email", to=("ana@example.org",), server="$MAIL", owner="finance")
        campaign = replace(campaign_of(promise()), alerts=(route,))
        page = "\n".join(brief_as_html(LINES, "en"))
        variables = {"MAIL": without_login(url)}
        told = await asyncio.to_thread(lambda: list(mail_brief(campaign, variables, "\n".join(LINES), page)))
    (envelope,) = post.envelopes
    assert isinstance(envelope.content, bytes)
    mail = message_from_bytes(envelope.content, policy=policy.SMTP)
    assert told == ["team"]
    assert envelope.rcpt_tos == ["ana@example.org"]
    assert mail["Subject"] == "Fund: 2026-03-01"
    assert [each.get_content_type() for each in mail.walk()][1:] == ["text/plain", "text/html"]


def test_without_a_mail_route_nobody_would_get_it() -> None:
    with pytest.raises(InputError, match="no alert route by e-mail"):
        list(mail_brief(campaign_of(promise()), {}, "", ""))
