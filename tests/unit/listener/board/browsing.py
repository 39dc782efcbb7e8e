"""A reader without a browser: asks for pages, keeps cookies, reads forms and figures."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser

import aiohttp

from tests.unit.listener.board.making import TOKEN


@dataclass
class Element:
    """One element: its attributes, the text in it, and the decision it is about."""

    tag: str
    attributes: Mapping[str, str]
    about: str = ""
    text: str = ""


@dataclass
class Page(HTMLParser):
    """A page that was read: every element in its order."""

    elements: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        about = given.get("data-decision") or (self._open[-1].about if self._open else "")
        element = Element(tag, given, about)
        self.elements.append(element)
        if tag not in ("meta", "link", "input", "br", "img"):
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, tag: str) -> list[Element]:
        """The elements of a kind."""
        return [each for each in self.elements if each.tag == tag]

    def field(self, name: str) -> str:
        """The value of a form's field."""
        return next(
            each.attributes.get("value", "") for each in self.all("input") if each.attributes.get("name") == name
        )


def read(text: str) -> Page:
    """A page's text, read."""
    page = Page()
    page.feed(text)
    return page


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def page(self) -> Page:
        return read(self.text)


@dataclass
class Reader:
    """Asks one board."""

    url: str
    session: aiohttp.ClientSession

    async def get(self, path: str, **headers: str) -> Answer:
        """A page. Redirects are not followed."""
        async with self.session.get(self.url + path, headers=headers, allow_redirects=False) as answer:
            return Answer(answer.status, answer.headers, await answer.text())

    async def post(self, path: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
        """Sends a form."""
        async with self.session.post(self.url + path, data=fields, headers=headers, allow_redirects=False) as answer:
            return Answer(answer.status, answer.headers, await answer.text())

    async def sign_in(self, token: str = TOKEN) -> Answer:
        """Gives the token."""
        return await self.post("/signin", {"token": token, "back": "/signals"})

    async def events(
        self, number: int, last: str = "", *, beats: bool = False, up_to: str | None = None
    ) -> list[dict[str, str]]:
        """The next events of the stream, as fields, without the beats unless asked for: so many, or those up to the
        one whose data has these words."""
        found: list[dict[str, str]] = []
        headers = {"last-event-id": last} if last else {}
        async with asyncio.timeout(20), self.session.get(self.url + "/events", headers=headers) as answer:
            event: dict[str, str] = {}
            async for line in answer.content:
                name, _, value = line.decode().rstrip("\r\n").partition(": ")
                if name:
                    event[name] = value
                    continue
                found += [event] if beats or event["event"] != "beat" else []
                is_last = up_to is not None and up_to in event.get("data", "")
                event = {}
                if len(found) == number or is_last:
                    break
        return found


@asynccontextmanager
async def reading(url: str) -> AsyncIterator[Reader]:
    """A reader with a cookie jar of its own."""
    jar = aiohttp.CookieJar(unsafe=True)  # it keeps cookies of an address, too
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        yield Reader(url, session)


async def caught_up(reader: Reader, path: str = "/readyz") -> None:
    """Waits until the board has read what there is."""
    async with asyncio.timeout(10):
        while (await reader.get(path)).status != 200:  # noqa: ASYNC110 - it is another's state
            await asyncio.sleep(0.02)
