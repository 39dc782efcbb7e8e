"""Who may use the board and how: names, roles, proxies, hosts, slow requests, and what the audit log says."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from listener.board.records.in_memory import RecordsInMemory
from listener.board.web import event_stream, forms, timed_protocol
from listener.board.web.access import BoardAccess, board_access
from listener.board.web.app import create_board_app
from listener.board.web.named_tokens import Role, make_token, parse_tokens
from listener.board.web.server import serve_app
from listener.settings import Settings, from_environment
from models.commands import SignalVerdict
from models.errors import SettingsError
from models.signals import Signal
from tests.unit.listener.board.browsing import reading
from tests.unit.listener.board.making import TOKEN, Served, decision, ready, served, signal, token_access

ANNA, ANNA_LINE = make_token("anna", Role.VIEWER)
BEN, BEN_LINE = make_token("ben", Role.OPERATOR)
NAMED = BoardAccess(parse_tokens(f"{ANNA_LINE},{BEN_LINE}", "X"))
TOLD = signal(9, 1, of=ready(9))


async def judge(board: Served, token: str) -> int:
    """Signs in and accepts the signal; the answer's status."""
    async with reading(board.url) as reader:
        assert (await reader.sign_in(token)).status == 303
        page = await reader.get(f"/signals/{TOLD.id}")
        own = await reader.get("/")
        form = page.page.field("form_token") or own.page.field("form_token")
        return (await reader.post("/verdicts", {"form_token": form, "signal": TOLD.id, "verdict": "accept"})).status


async def test_an_operators_name_is_on_what_they_say_and_a_viewer_says_nothing(tmp_path: Path) -> None:
    audit = tmp_path / "audit.ndjson"
    async with served([TOLD], access=replace(NAMED, audit_file=audit)) as board:
        assert [await judge(board, token) for token in (ANNA, BEN)] == [403, 303]
    (said,) = board.source.commands
    assert isinstance(said, SignalVerdict)
    assert said.by == "ben"
    deeds = [json.loads(line) for line in audit.read_text().splitlines()]
    assert [(each["who"], each["deed"]) for each in deeds] == [
        ("anna", "signed in"),
        ("ben", "signed in"),
        ("ben", "judged: accept"),
    ]
    assert {each["address"] for each in deeds} == {"127.0.0.1"}
    assert audit.stat().st_mode & 0o077 == 0
    assert not any(token in audit.read_text() for token in (ANNA, BEN))


async def test_a_board_for_named_people_shows_nothing_to_others() -> None:
    async with served([TOLD], access=replace(NAMED, is_named_only=True)) as board, reading(board.url) as reader:
        for path in ("/", "/signals", f"/signals/{TOLD.id}", "/nowhere", "/audiences/relief/locals", "/signins"):
            assert (await reader.get(path)).status == 303, path
        for path in (f"/signals/{TOLD.id}.json", "/events", "/metrics", "/audiences/relief/locals/series.json"):
            assert (await reader.get(path)).status == 401, path
        assert "relief" not in (await reader.get("/signin")).text
        assert [(await reader.get(path)).status for path in ("/livez", "/readyz", "/signin")] == [200] * 3
        await reader.sign_in(ANNA)
        assert (await reader.get(f"/signals/{TOLD.id}.json")).status == 200


async def test_a_wrong_try_is_noted_and_its_address_alone_has_to_wait(tmp_path: Path) -> None:
    audit = tmp_path / "audit.ndjson"
    async with served([TOLD], access=replace(NAMED, audit_file=audit)) as board, reading(board.url) as reader:
        assert [(await reader.sign_in("wrong")).status for _ in range(11)] == [403] * 9 + [429] * 2
    assert '"sign-in refused"' in audit.read_text()
    assert "wrong" not in audit.read_text()


async def test_a_program_with_wrong_tokens_is_noted_and_has_to_wait_as_people_do(tmp_path: Path) -> None:
    audit = tmp_path / "audit.ndjson"
    async with served([TOLD], access=replace(NAMED, audit_file=audit)) as board, reading(board.url) as reader:
        asked = [await reader.post("/v1/updates", {}, {"Authorization": f"Bearer {'x' * 20}"}) for _ in range(11)]
    assert [each.status for each in asked] == [401] * 9 + [429] * 2
    assert audit.read_text().count('"sign-in refused"') == 11


@pytest.mark.parametrize(("proxies", "is_secure"), [("127.0.0.1", True), ("10.0.0.0/8", False), ("", False)])
async def test_a_cookie_is_secure_behind_a_proxy_that_we_trust(proxies: str, is_secure: bool) -> None:
    app = create_board_app(RecordsInMemory([TOLD]), (), token_access(TOKEN))
    headers = {"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.9"}
    async with serve_app(app, "127.0.0.1", 0, proxies) as url, reading(url) as reader:
        answer = await reader.post("/signin", {"token": TOKEN}, headers)
        assert ("secure" in answer.headers["set-cookie"].lower()) is is_secure


OURS = ("board.example:8000", "localhost:1", "[::1]:9", "worker", "192.0.2.7:80")
OTHERS = ("evil.example", "board.example.evil.example", "a b", "")


@pytest.mark.parametrize(("host", "status"), [*((each, 200) for each in OURS), *((each, 421) for each in OTHERS)])
async def test_a_name_that_is_not_ours_is_refused(host: str, status: int) -> None:
    access = board_access(Settings(board_url="https://board.example/x"))
    async with served([TOLD], access=access) as board, reading(board.url) as reader:
        assert (await reader.get("/livez", Host=host)).status == status


async def test_who_is_slow_on_purpose_holds_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timed_protocol, "HEADER_SECONDS", 0.2)
    monkeypatch.setattr(forms, "_BODY_SECONDS", 0.2)
    async with served([TOLD]) as board:
        host, _, port = board.url.removeprefix("http://").partition(":")
        said = b"GET / HTTP/1.1\r\nHost: x\r\n"
        assert await send_slowly(host, int(port), said) == b""
        post = b"POST /signin HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        assert b" 408 " in await send_slowly(host, int(port), post + b"Content-Length: 9\r\n\r\nto")
        update = f"POST /v1/updates HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n".encode()
        assert b" 408 " in await send_slowly(host, int(port), update + b"Content-Length: 9\r\n\r\n{")
        async with reading(board.url) as reader:
            await asyncio.sleep(0.3)
            assert len(await reader.events(1)) == 1


@pytest.mark.parametrize("path", ["/signin", "/v1/updates"])
async def test_who_hangs_up_amid_a_request_is_no_fault_of_ours(path: str, caplog: pytest.LogCaptureFixture) -> None:
    kind = "Content-Type: application/x-www-form-urlencoded\r\n"
    said = f"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n{kind}Content-Length: 9\r\n\r\nto"
    async with served([TOLD]) as board, reading(board.url) as reader:
        host, _, port = board.url.removeprefix("http://").partition(":")
        _, writer = await asyncio.open_connection(host, int(port))
        writer.write(said.encode())
        await asyncio.sleep(0.1)
        writer.close()
        await writer.wait_closed()
        assert (await reader.get("/livez")).status == 200
    assert "Traceback" not in caplog.text


async def send_slowly(host: str, port: int, said: bytes) -> bytes:
    """What comes back to half a request, until the other side ends it."""
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(said)
        async with asyncio.timeout(5):
            return await reader.readuntil(b"\r\n") if b"POST" in said else await reader.read()
    finally:
        writer.close()
        await writer.wait_closed()


async def test_one_address_does_not_take_every_readers_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "MAX_READERS_OF_ONE", 1)
    async with served([decision(0)]) as board, reading(board.url) as reader:
        watching = asyncio.create_task(reader.events(100))
        await asyncio.sleep(0.3)
        assert board.live.events.is_full("127.0.0.1")
        assert not board.live.events.is_full("203.0.113.9")
        assert (await reader.get("/events")).status == 503
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


async def test_a_form_of_many_fields_is_a_mistake_of_who_sends_it() -> None:
    async with served([TOLD]) as board, reading(board.url) as reader:
        assert (await reader.post("/signin", {f"f{number}": "x" for number in range(25)})).status == 400


async def test_a_signal_of_a_campaign_with_whole_numbers_of_its_own_is_explained() -> None:
    """JSON makes no difference between 20 and 20.0: the numbers come back as floats."""
    versions = msgspec.structs.replace(TOLD.data.versions, overrides={"min_authors": 20, "smallest_group": 5})
    told = msgspec.structs.replace(TOLD, data=msgspec.structs.replace(TOLD.data, versions=versions))
    again = msgspec.json.decode(msgspec.json.encode(told), type=Signal)
    async with served([again]) as board, reading(board.url) as reader:
        assert (await reader.get(f"/signals/{told.id}")).status == 200


def test_tokens_come_from_settings_and_from_files_and_short_ones_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    file.write_text(f"{ANNA_LINE}\n{BEN_LINE}\n")
    access = board_access(from_environment({"LISTENER_BOARD_TOKENS_FILE": str(file)}))
    assert [each.name for each in access.holders] == ["anna", "ben"]
    with pytest.raises(SettingsError, match="16 characters or more"):
        from_environment({"LISTENER_BOARD_TOKEN": "short"})
    with pytest.raises(SettingsError, match="nobody could read"):
        board_access(Settings(board_readers="named"))
    with pytest.raises(SettingsError, match="entry 2: expected NAME") as caught:
        board_access(Settings(board_tokens=f"{ANNA_LINE},anna operator my-secret-token"))
    assert "my-secret-token" not in str(caught.value)
