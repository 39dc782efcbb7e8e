"""Pages over HTTP: what they show, what they refuse, and that nothing in them can run that is not ours."""

import asyncio
import re
from collections.abc import AsyncIterator

import msgspec
import pytest

from listener.board.views.board_state import BoardRecord
from listener.board.views.markup import resolve_pointer
from listener.board.web.authentication import COOKIE
from listener.wording import figures
from listener.wording.said_figures import said_number, said_share
from models.commands import SignalVerdict, Verdict
from models.decisions import Context, Decision, Example
from models.outcomes import OutcomeReport
from models.signals import Signal
from tests.unit.listener.board.browsing import Reader, reading
from tests.unit.listener.board.making import TOKEN, Served, decision, evidence, many, ready, served, signal

NASTY = "<script>alert(1)</script><img src=x onerror=alert(2)>\" onmouseover='x' {{7*7}} </title>"
TOLD = signal(9, 3, of=ready(9))
LATEST = ready(10)
RECORDS: list[BoardRecord] = [*(decision(hour) for hour in range(5)), signal(3, 1), TOLD, LATEST]
FORMS = (figures.percent, figures.whole_number, figures.short_number, said_number, said_share)
PAGES = ("/", "/signals", "/audiences/relief/locals", f"/signals/{TOLD.id}", "/signin", "/nowhere", "/signals/rows")


@pytest.fixture
async def board() -> AsyncIterator[Served]:
    async with served(RECORDS) as each:
        yield each


@pytest.fixture
async def reader(board: Served) -> AsyncIterator[Reader]:
    async with reading(board.url) as each:
        yield each


async def test_every_figure_equals_the_one_in_its_decision(reader: Reader) -> None:
    about: dict[str, Decision] = {"relief|locals": LATEST, TOLD.id: TOLD.data}
    compared = 0
    for path in PAGES:
        for each in (await reader.get(path)).page.all("data"):
            said = resolve_pointer(about[each.about], each.attributes["data-field"])
            assert each.attributes["value"] == ("" if said is None else repr(said))
            assert each.text in {form(said) for form in FORMS}
            compared += 1
    assert compared > 60


async def test_what_happened_off_the_channels_stands_beside_the_decision(board: Served, reader: Reader) -> None:
    assert "none reported yet" in (await reader.get("/")).text
    board.source.add(OutcomeReport("monday", "relief", "donations", 42, LATEST.window.end))
    async with asyncio.timeout(5):
        while "<strong>42</strong>" not in (await reader.get("/")).text:  # noqa: ASYNC110 - it is another's state
            await asyncio.sleep(0.05)
    assert "<strong>42</strong>" in (await reader.get("/audiences/relief/locals")).text


async def test_the_series_equals_the_decisions(reader: Reader) -> None:
    drawn = msgspec.json.decode((await reader.get("/audiences/relief/locals/series.json")).text)
    assert [each for each in drawn["share"] if each] == [*[0.2437] * 5, 0.52, 0.52]


async def test_ten_seconds_are_enough(reader: Reader) -> None:
    text = " ".join(re.sub(r"<[^>]+>", " ", (await reader.get("/")).text).split())
    for said in ("1 ready for the next chapter", "Ready for the next chapter", "Tell “stand-with” next.",
                 "About 52% are where the chapter wants them; you asked for 30%.", "Ask of them: Pledge a weekend",
                 "It has stood since"):  # fmt: skip
        assert said in text


async def test_a_signal_can_be_decided_again_from_its_page(reader: Reader) -> None:
    page = (await reader.get(f"/signals/{TOLD.id}")).page
    rows = [each.text for each in page.all("tr")]
    for number in ("72,000", "80,000", "min_authors", "horizon_windows / alpha", "silence_hours"):
        assert any(number in row for row in rows)
    reckoned = next(each for each in page.all("strong") if each.attributes.get("class") == "reckoned")
    assert reckoned.text == "ADVANCE"


async def test_a_signal_can_be_had_as_it_went_out(reader: Reader) -> None:
    answer = await reader.get(f"/signals/{TOLD.id}.json")
    assert answer.headers["content-type"].startswith("application/cloudevents+json")
    assert msgspec.json.decode(answer.text, type=Signal) == TOLD


@pytest.mark.parametrize("path", PAGES)
async def test_nothing_runs_or_loads_that_is_not_ours(reader: Reader, path: str) -> None:
    answer = await reader.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for each in answer.page.elements:
        assert "style" not in each.attributes
        assert each.tag != "style"
        assert not any(name.startswith("on") for name in each.attributes)
        for name in ("src", "href", "action", "data-series"):
            assert each.attributes.get(name, "/").startswith(("/", "#"))
        if each.tag == "script":
            assert each.attributes["src"].startswith("/static/")
            assert not each.text.strip()


async def test_headers_keep_others_out(reader: Reader) -> None:
    headers = (await reader.get("/")).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "server" not in headers


async def test_files_of_ours_are_named_for_their_content_and_kept(reader: Reader) -> None:
    page = (await reader.get("/audiences/relief/locals")).page
    paths = [each.attributes["src"] for each in page.all("script")]
    paths += [each.attributes["href"] for each in page.all("link")]
    assert len(paths) == 7
    for path in paths:
        answer = await reader.get(path)
        assert (answer.status, "immutable" in answer.headers["cache-control"]) == (200, True)


async def test_what_posts_say_is_never_markup() -> None:
    nasty = signal(
        of=decision(
            chapter=NASTY,
            audience="locals",
            evidence=evidence(by_channel={NASTY: 0.5}, lowest_channel=NASTY),
            examples=(Example(f"{NASTY}:1", NASTY, NASTY),),
            context=Context(themes={NASTY: 9}, emotions={NASTY: 9}, roles={NASTY: 1}),
        )
    )
    judged = SignalVerdict("relief", "locals", nasty.id, Verdict.REJECT, nasty.time, NASTY)
    async with served([nasty, judged]) as board, reading(board.url) as reader:
        for path in ("/", "/signals", "/audiences/relief/locals", f"/signals/{nasty.id}"):
            answer = await reader.get(path)
            assert "<script>alert" not in answer.text
            assert "<img" not in answer.text
            assert "{{7*7}}" in answer.text
            assert not any("onmouseover" in each.attributes for each in answer.page.elements)


async def test_examples_name_nobody(reader: Reader) -> None:
    for path in ("/audiences/relief/locals", f"/signals/{TOLD.id}"):
        text = (await reader.get(path)).text
        assert "Who can I ask?" in text
        assert "did:plc" not in text


@pytest.mark.parametrize("path", ["/audiences/relief/nobody", "/signals/none", "/signals/none.json", "/static/no.js"])
async def test_what_is_not_there_is_not_found(reader: Reader, path: str) -> None:
    assert (await reader.get(path)).status == 404


async def test_signing_in_sets_a_cookie_that_scripts_and_other_sites_cannot_use(reader: Reader) -> None:
    answer = await reader.sign_in()
    assert (answer.status, answer.headers["location"]) == (303, "/signals")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(COOKIE)
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "Sign out" in (await reader.get("/")).text


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "x", "/\n"]
)
async def test_signing_in_never_leads_elsewhere(reader: Reader, back: str) -> None:
    answer = await reader.post("/signin", {"token": TOKEN, "back": back})
    assert answer.headers["location"] == "/"


async def test_a_wrong_token_is_refused_and_many_close_the_door(reader: Reader) -> None:
    assert (await reader.sign_in("wrong")).status == 403
    for _ in range(10):
        await reader.sign_in("wrong")
    answer = await reader.sign_in()
    assert answer.status == 429
    assert "Too many tries" in answer.text


async def signed_in(reader: Reader) -> str:
    """Signs in; the token that forms carry."""
    await reader.sign_in()
    return (await reader.get(f"/signals/{TOLD.id}")).page.field("form_token")


async def test_a_verdict_is_said_and_shown(board: Served, reader: Reader) -> None:
    form_token = await signed_in(reader)
    fields = {"form_token": form_token, "signal": TOLD.id, "verdict": "accept", "reason": "we were there"}
    answer = await reader.post("/verdicts", fields)
    assert (answer.status, answer.headers["location"]) == (303, f"/signals/{TOLD.id}")
    (said,) = board.source.commands
    assert isinstance(said, SignalVerdict)
    assert (said.signal, said.verdict, said.reason) == (TOLD.id, Verdict.ACCEPT, "we were there")
    assert "we were there" in (await reader.get(f"/signals/{TOLD.id}")).text


@pytest.mark.parametrize("verdict", list(Verdict))
async def test_an_answer_of_a_message_is_confirmed_here_by_who_signs_in(
    board: Served, reader: Reader, verdict: Verdict
) -> None:
    path = f"/signals/{TOLD.id}/answers/{verdict}"
    asked = await reader.get(path)
    assert f'href="/signin?back={path}"' in asked.text
    await reader.sign_in()
    page = (await reader.get(path)).page
    assert board.source.commands == []  # to look, as mail programs do, says nothing
    fields = {name: page.field(name) for name in ("form_token", "signal", "verdict")}
    assert (await reader.post("/verdicts", fields)).status == 303
    (said,) = board.source.commands
    assert isinstance(said, SignalVerdict)
    assert (said.signal, said.verdict) == (TOLD.id, verdict)
    assert "This was answered before" in (await reader.get(path)).text


@pytest.mark.parametrize("path", [f"/signals/{TOLD.id}/answers/maybe", "/signals/none/answers/accept"])
async def test_of_what_is_not_there_no_answer_is_asked(reader: Reader, path: str) -> None:
    assert (await reader.get(path)).status == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"form_token": ""},
        {"form_token": "0" * 64},
        {"signal": "none"},
        {"verdict": "maybe"},
    ],
)
async def test_a_verdict_that_is_not_whole_changes_nothing(
    board: Served, reader: Reader, wrong: dict[str, str]
) -> None:
    form_token = await signed_in(reader)
    fields = {"form_token": form_token, "signal": TOLD.id, "verdict": "accept", **wrong}
    assert (await reader.post("/verdicts", fields)).status in (400, 403)
    assert board.source.commands == []


@pytest.mark.parametrize("headers", [{"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}])
async def test_another_site_cannot_speak_for_us(board: Served, reader: Reader, headers: dict[str, str]) -> None:
    form_token = await signed_in(reader)
    fields = {"form_token": form_token, "signal": TOLD.id, "verdict": "accept"}
    assert (await reader.post("/verdicts", fields, headers)).status == 403
    assert (await reader.post("/signin", {"token": "x"}, headers)).status == 403
    assert board.source.commands == []


async def test_a_form_through_a_proxy_that_renames_us_is_ours(board: Served, reader: Reader) -> None:
    form_token = await signed_in(reader)
    fields = {"form_token": form_token, "signal": TOLD.id, "verdict": "accept"}
    headers = {"origin": "https://board.example", "sec-fetch-site": "same-origin"}
    assert (await reader.post("/verdicts", fields, headers)).status == 303


@pytest.mark.parametrize("path", ["/verdicts", "/releases", "/withdrawals", "/signout"])
async def test_nobody_speaks_without_signing_in(board: Served, reader: Reader, path: str) -> None:
    fields = {
        "signal": TOLD.id,
        "verdict": "accept",
        "campaign": "relief",
        "audience": "locals",
        "chapter": "rebuild",
    }
    assert (await reader.post(path, fields)).status == 403
    assert board.source.commands == []
    assert (await reader.get(path)).status == 405


async def test_signing_out_ends_it(reader: Reader) -> None:
    form_token = await signed_in(reader)
    assert (await reader.post("/signout", {"form_token": form_token})).status == 303
    assert "Sign out" not in (await reader.get("/")).text


async def test_a_form_that_is_too_long_is_refused(reader: Reader) -> None:
    assert (await reader.post("/signin", {"token": "x" * 20_000})).status == 413


async def test_without_a_token_the_board_is_read_only() -> None:
    async with served(RECORDS, token="") as board, reading(board.url) as reader:
        assert (await reader.sign_in("")).status == 403
        for path in ("/", f"/signals/{TOLD.id}", "/audiences/relief/locals"):
            assert not (await reader.get(path)).page.all("form")
        assert "read-only" in (await reader.get(f"/signals/{TOLD.id}")).text


async def test_rows_come_in_slices_with_their_number() -> None:
    async with served(many(300)) as board, reading(board.url) as reader:
        answer = await reader.get("/signals/rows?from=100&size=20&decision=ADVANCE")
        assert (answer.headers["x-total"], answer.headers["x-from"]) == ("75", "74")
        answer = await reader.get("/signals/rows?from=50&size=20")
        assert len(answer.page.all("a")) == 20
