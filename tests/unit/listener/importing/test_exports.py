"""The exports of twelve tools come in as posts: the words and the hour, and no person."""

import io
import json
import sys
import tracemalloc
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from listener.importing.converting import Conversion, ConversionError, LeftOut
from listener.importing.mapping import find_mapping
from listener.importing.moments import find_zone
from listener.importing.table_files import TableFile, check_encoding
from models.author_keys import PUBLIC_AUTHOR_KEY, AuthorKey
from models.errors import InputError
from models.posts import Kind, Post
from tests.unit.listener.importing.exports import EXPORTS, FURTHER_FORMS

PEOPLE = ("annb", "ann ", "berg", "kari", "forfatter", "bob", "mail.example", "did:plc", "t2_1", "U1", "anon1")


def read(path: str, *, key: AuthorKey = PUBLIC_AUTHOR_KEY) -> tuple[list[Post], list[LeftOut]]:
    table = TableFile(path)
    conversion = Conversion(find_mapping(table.columns), key, zone=find_zone("UTC"))
    posts, left_out = [], []
    for row in table.rows():
        try:
            posts.append(conversion.convert(row.values))
        except ConversionError as error:
            left_out.append(error.reason)
    return posts, left_out


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_gives_the_words_and_the_hour_and_no_person(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(EXPORTS[name])
    posts, left_out = read(str(tmp_path / name))
    gift = next(post for post in posts if post.text and "50" in post.text)
    assert (gift.created_at.day, gift.created_at.hour, gift.created_at.minute) == (21, 6, 0)
    shown = repr(posts).lower()
    assert not [name for name in PEOPLE if name.lower() in shown]
    assert left_out == {
        "outbox.json": [LeftOut.NOT_PUBLIC],
        "reddit.ndjson.gz": [LeftOut.NO_AUTHOR],
        "slack.json": [LeftOut.NOT_A_POST],
    }.get(name, [])


@pytest.mark.parametrize("name", FURTHER_FORMS)
def test_an_export_in_another_form_of_its_tool_says_where_and_what_kind(name: str, tmp_path: Path) -> None:
    content, channel, kind = FURTHER_FORMS[name]
    (tmp_path / name).write_bytes(content)
    (gift,), left_out = read(str(tmp_path / name))
    assert (gift.channel, gift.kind, gift.created_at.hour, left_out) == (channel, kind, 6, [])
    assert "50" in (gift.text or "")
    assert gift.author != gift.id
    assert not [name for name in PEOPLE if name.lower() in repr(gift).lower()]


@pytest.mark.parametrize("name", EXPORTS)
def test_a_file_cut_anywhere_gives_posts_or_one_clear_error(name: str, tmp_path: Path) -> None:
    content, path = EXPORTS[name], tmp_path / name
    for size in range(0, len(content), 41):
        path.write_bytes(content[:size])
        with suppress(InputError):
            read(str(path))


def test_another_key_makes_strangers_of_all(tmp_path: Path) -> None:
    path = tmp_path / "4cat.csv"
    path.write_bytes(EXPORTS["4cat.csv"])
    (ours,), _ = read(str(path))
    (theirs,), _ = read(str(path), key=AuthorKey(bytes(range(32))))
    assert (ours.author, ours.id) != (theirs.author, theirs.id)
    assert ours == read(str(path))[0][0]


def test_standard_input_is_read_like_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(EXPORTS["sprout.csv"])))
    assert [post.text for post in read("-")[0]] == ["Gave 50 @user"]


def test_columns_that_are_nothing_of_a_post_never_come_in(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    path.write_text(
        "date,user,text,email,phone,city\n2026-11-21T06:00Z,annb,Signed,ann@mail.example,555 0100,Bergen\n"
    )
    (post,), _ = read(str(path))
    assert not [each for each in ("annb", "ann@", "555", "Bergen") if each in repr(post)]


def test_a_name_gets_in_through_no_other_column(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text(
        "date,user,display_name,text,tags,lang,channel\n"
        '2026-11-21T06:00Z,annb,Ann Berg,Signed. Ann,"relief,AnnBerg,@bob",Ann,ann@mail.example\n'
    )
    (post,), _ = read(str(path))
    assert (post.text, post.hashtags, post.lang, post.channel) == ("Signed. @user", ("relief",), None, "import")


def test_a_row_with_more_cells_than_the_header_has_slipped(tmp_path: Path) -> None:
    path = tmp_path / "slipped.csv"
    path.write_text("date,text,lang\n2026-11-21T06:00Z,Signed, Ann,en\n2026-11-21T06:00Z,Signed,en,\n")
    assert [row.has_slipped for row in TableFile(str(path)).rows()] == [True, False]


def test_a_cell_longer_than_a_reader_of_csv_expects_is_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(f"date,text\n2026-11-21T06:00Z,{'x' * 200_000}\n")
    assert len(read(str(path))[0][0].text or "") == 200_000


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("date,user,text,text", "2026-11-21T06:00Z,annb,Signed,again"),  # twice the same
        (",date,user,,text", "0,2026-11-21T06:00Z,annb,,Signed"),  # columns without a name
        ("date,user,text", "2026-11-21T06:00Z,annb,Signed,,"),  # empty cells past the end
        ("\ufeffdate,user,text,lang,kind", "2026-11-21T06:00Z,annb,Signed"),  # too short
    ],
)
def test_a_header_is_found_above_any_rows(header: str, row: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("\n".join([header, row, row.replace("annb", "bobb"), ""]))
    assert [post.text for post in read(str(path))[0]] == ["Signed", "Signed"]


@pytest.mark.parametrize("nothing", ["nan", "NULL", "#NAME?", "1.23457E+18", "1,2E+17"])
def test_what_a_program_wrote_for_an_id_that_it_lost_joins_no_posts_and_no_authors(
    nothing: str, tmp_path: Path
) -> None:
    path = tmp_path / "lost.csv"
    rows = [f'"{nothing}";2026-11-21T0{hour}:00Z;"{nothing}";Signed' for hour in range(3)]
    path.write_text("\n".join(["id;date;user id;text", *rows]))
    posts = read(str(path))[0]
    assert len({post.id for post in posts}) == len({post.author for post in posts}) == 3


def test_what_a_row_calls_private_never_comes_in(tmp_path: Path) -> None:
    path = tmp_path / "some.json"
    signs: list[dict[str, Any]] = [
        {"visibility": "direct"},
        {"type": "private"},
        {"is_private": True},
        {"is_channel_message": False},
        {},
    ]
    rows = [{"created_at": "2026-11-21T06:00Z", "text": f"Gave {n}", **sign} for n, sign in enumerate(signs)]
    path.write_text(json.dumps(rows))
    posts, left_out = read(str(path))
    assert [post.text for post in posts] == ["Gave 4"]
    assert left_out == [LeftOut.NOT_PUBLIC] * 4


def test_replies_of_a_slack_thread_answer_its_first_message(tmp_path: Path) -> None:
    path, first, second = tmp_path / "slack.json", "1795240800.000100", "1795240900.000100"
    message = {"type": "message", "user": "U1", "text": "Gave", "thread_ts": first}
    path.write_text(json.dumps([{**message, "ts": first, "client_msg_id": "c"}, {**message, "ts": second}]))
    (parent, reply), _ = read(str(path))
    assert (parent.in_reply_to, reply.in_reply_to) == (None, parent.id)
    assert (parent.kind, reply.kind) == ("original", "reply")


@pytest.mark.parametrize("ending", ["csv", "json", "ndjson"])
def test_a_large_file_is_never_in_memory_as_a_whole(ending: str, tmp_path: Path) -> None:
    path, rows, text = tmp_path / f"large.{ending}", 2_000, "Signed " * 500
    records = [json.dumps({"date": "2026-11-21T06:00Z", "user": f"u{n}", "text": text}) for n in range(rows)]
    path.write_text(
        {
            "csv": "date,user,text\n" + f"2026-11-21T06:00Z,ann,{text}\n" * rows,
            "json": f'{{"posts": [{",".join(records)}]}}',
            "ndjson": "\n".join(records),
        }[ending]
    )
    del records
    tracemalloc.start()
    assert sum(1 for _ in TableFile(str(path)).rows()) == rows
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < path.stat().st_size / 2


def test_json_lines_in_utf_16_are_read_as_windows_writes_them(tmp_path: Path) -> None:
    path = tmp_path / "posts.json"
    line = json.dumps({"date": "2026-11-21T06:00Z", "user": "ann", "text": "Så bra"}, ensure_ascii=False)
    path.write_bytes(f"{line}\r\n{line.replace('ann', 'ben')}\r\n".encode("utf-16"))
    assert [post.text for post in read(str(path))[0]] == ["Så bra"] * 2


def test_a_repost_in_a_feed_is_of_who_passed_it_on_and_when(tmp_path: Path) -> None:
    path, post = tmp_path / "feed.json", json.loads(EXPORTS["bluesky.json"])["feed"][0]
    by = {"did": "did:plc:2", "handle": "bob.bsky.example"}
    reason = {"$type": "app.bsky.feed.defs#reasonRepost", "by": by, "indexedAt": "2026-11-22T06:00:00Z"}
    path.write_text(json.dumps({"feed": [post, {**post, "reason": reason}]}))
    (first, again), _ = read(str(path))
    assert (again.kind, again.created_at.day, first.created_at.day) == ("repost", 22, 21)
    assert len({first.id, again.id, first.author, again.author}) == 4


def test_what_people_say_in_slack_in_other_ways_is_said_too(tmp_path: Path) -> None:
    path, message = tmp_path / "slack.json", {"type": "message", "user": "U1", "text": "Gave", "ts": "1795240800.1"}
    kinds = ("thread_broadcast", "me_message", "bot_message")
    path.write_text(json.dumps([message, *({**message, "subtype": each} for each in kinds)]))
    posts, left_out = read(str(path))
    assert (len(posts), left_out) == (3, [LeftOut.NOT_A_POST])


def test_a_title_stays_where_the_text_below_it_was_removed(tmp_path: Path) -> None:
    path, removed = tmp_path / "reddit.ndjson", {"selftext": "[removed]", "created_utc": 1795240800, "author": "ann"}
    path.write_text("\n".join(json.dumps({**removed, "subreddit": "relief", "title": each}) for each in ("Gave", "")))
    posts, left_out = read(str(path))
    assert ([post.text for post in posts], left_out) == (["Gave"], [LeftOut.REMOVED])


def test_rows_behind_a_quote_that_is_never_closed_are_told_and_pages_of_text_are_none(tmp_path: Path) -> None:
    path = tmp_path / "quote.csv"
    row = "2026-11-21T06:00Z,ann,Signed\n"
    path.write_text(
        f'date,user,text\n{row}2026-11-21T06:00Z,ann,"One, two\nthree\n\nfour"\n{row[:22]}"{row[22:]}{row * 2}'
    )
    assert [each.has_slipped for each in TableFile(str(path)).rows()] == [False, False, True]


def test_a_byte_that_was_cut_makes_no_other_encoding_of_a_file(tmp_path: Path) -> None:
    path, row = tmp_path / "cut.csv", "2026-11-21T06:00Z,ann,Blåbær på fjellet\n"
    path.write_bytes(f"date,user,text\n{row * 9}".encode() + row.encode().replace(b"\xa5", b""))
    *whole, cut = TableFile(str(path)).rows()
    assert {each.values["text"] for each in whole} == {"Blåbær på fjellet"}
    assert cut.values["text"] == "Bl\ufffdbær p\ufffd fjellet"
    assert not TableFile(str(path)).is_encoding_guessed
    path.write_bytes(f"date,user,text\n{row}".encode("cp1252"))
    assert TableFile(str(path)).is_encoding_guessed


def test_a_line_that_is_no_json_is_said_to_be_none(tmp_path: Path) -> None:
    path, line = tmp_path / "posts.ndjson", '{"date": "2026-11-21T06:00Z", "user": "ann", "text": "Signed"}'
    path.write_text(f"{line}\n{{bad\n{line}\n")
    assert [bool(row.values) for row in TableFile(str(path)).rows()] == [True, False, True]


def test_an_encoding_that_cannot_be_seen_is_told(tmp_path: Path) -> None:
    path = tmp_path / "arabic.csv"
    path.write_bytes("date,user,text\n2026-11-21T06:00Z,ann,تبرعت بخمسين\n".encode("cp1256"))
    (row,) = TableFile(str(path), check_encoding("cp1256")).rows()
    assert row.values["text"] == "تبرعت بخمسين"
    with pytest.raises(InputError, match="cp1256"):
        check_encoding("windows-arabic")


def test_a_retweet_that_no_column_tells_is_passed_on_and_said_by_nobody(tmp_path: Path) -> None:
    path = tmp_path / "tweets.csv"
    path.write_text(
        "id,author,created_at,text\n"
        "1,anna,2026-03-01T10:00:00Z,RT @relief_org: I gave 50 to the #reliefFund today!\n"
        "2,bob,2026-03-01T10:01:00Z,I gave too! RT @relief_org: I gave 50 today\n"
        "3,eve,2026-03-01T10:02:00Z,RT your friends: @relief_org needs us\n"
    )
    (passed_on, said, told), _ = read(str(path))
    assert (passed_on.kind, passed_on.text, passed_on.hashtags) == (Kind.REPOST, None, ("reliefFund",))
    assert (said.kind, told.kind) == (Kind.ORIGINAL, Kind.ORIGINAL)


def test_cells_that_tools_write_as_formulas_are_what_they_say(tmp_path: Path) -> None:
    path = tmp_path / "formulas.csv"
    path.write_text('Date,Author,Message\n"=""2026-11-21 06:00Z""","=""Kari Berg""","Thanks, says Kari Berg: 50"\n')
    (post,), left_out = read(str(path))
    assert (post.created_at.hour, left_out) == (6, [])
    assert post.text == "Thanks, says @user: 50"
