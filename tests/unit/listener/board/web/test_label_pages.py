"""Votes are read behind the sign-in alone: words of harm too, and nothing of them elsewhere."""

from pathlib import Path

from listener.local.said import LabelsOnLog
from models.author_keys import PUBLIC_AUTHOR_KEY
from tests.unit.listener.board.browsing import reading
from tests.unit.listener.board.making import decision, served
from tests.unit.listener.board.web.test_access import ANNA, BEN, NAMED
from tests.unit.listener.labelling.keeping import TESTIMONY, TEXTS, drawn_post, keep_draws, kept_labels


def records(tmp_path: Path) -> LabelsOnLog:
    return LabelsOnLog(keep_draws(tmp_path / "log"), PUBLIC_AUTHOR_KEY)


async def test_who_is_not_signed_in_sees_no_post_and_can_answer_none(tmp_path: Path) -> None:
    async with served([decision()], labels=records(tmp_path)) as board, reading(board.url) as reader:
        for path in ("/labels/relief", "/labels/relief?reader=anna"):
            answer = await reader.get(path)
            assert (answer.status, answer.headers["location"]) == (303, "/signin?back=%2Flabels%2Frelief")
        assert (await reader.post("/labels/relief", {"reader": "anna", "key": "1"})).status == 403
        assert "Read votes" not in (await reader.get("/")).text
    assert kept_labels(tmp_path / "log") == []


async def test_one_post_at_a_time_is_read_in_order_and_testimony_with_the_others(tmp_path: Path) -> None:
    async with served([decision()], labels=records(tmp_path)) as board, reading(board.url) as reader:
        await reader.sign_in()
        assert "Read votes" in (await reader.get("/")).text
        assert "Your pseudonym" in (await reader.get("/labels/relief")).text
        for text, key in zip(TEXTS, ("2", "3", "?", "1"), strict=True):
            page = await reader.get("/labels/relief?reader=anna")
            assert [each in page.text for each in TEXTS] == [each == text for each in TEXTS]
            names = ("form_token", "audience", "post")
            fields = {name: page.page.field(name) for name in names} | {"reader": "anna", "key": key, "is_for": "1"}
            assert (await reader.post("/labels/relief", fields)).headers["location"] == "/labels/relief?reader=anna"
            assert (await reader.post("/labels/relief", fields)).status == 303  # sent twice: counted once
        assert "Nothing is left for anna" in (await reader.get("/labels/relief?reader=anna")).text
    found = kept_labels(tmp_path / "log")
    assert [each.post for each in found] == [drawn_post(place).post for place in range(len(TEXTS))]
    assert [(each.answer, each.side) for each in found] == [(1, 1), (2, 1), (4, 0), (0, 1)]
    assert found[TESTIMONY].cannot_tell


async def test_there_is_no_way_to_pass_over_a_post(tmp_path: Path) -> None:
    async with served([decision()], labels=records(tmp_path)) as board, reading(board.url) as reader:
        await reader.sign_in()
        page = (await reader.get("/labels/relief?reader=anna")).page
        keys = [each.attributes["value"] for each in page.all("button") if each.attributes.get("name") == "key"]
        assert keys == ["1", "2", "3", "4", "-", "?"]
        fields = {"form_token": page.field("form_token"), "reader": "anna", "key": "skip"}
        assert (await reader.post("/labels/relief", fields)).status == 400
        fields |= {"key": "1", "audience": "locals", "post": "0" * 16}
        assert (await reader.post("/labels/relief", fields)).status == 303
    assert kept_labels(tmp_path / "log") == []


async def test_a_form_of_another_session_is_refused_and_other_campaigns_have_no_queue(tmp_path: Path) -> None:
    async with served([decision()], labels=records(tmp_path)) as board, reading(board.url) as reader:
        await reader.sign_in()
        fields = {"form_token": "made up", "reader": "anna", "key": "1"}
        assert (await reader.post("/labels/relief", fields)).status == 403
        assert (await reader.get("/labels/other")).status == 404


async def test_a_board_without_a_place_for_labels_has_no_queue() -> None:
    async with served([decision()]) as board, reading(board.url) as reader:
        await reader.sign_in()
        assert (await reader.get("/labels/relief")).status == 404
        assert "Read votes" not in (await reader.get("/")).text


async def test_an_operator_reads_under_their_own_name_and_a_viewer_reads_nothing(tmp_path: Path) -> None:
    labels = records(tmp_path)
    async with served([decision()], access=NAMED, labels=labels) as board, reading(board.url) as reader:
        await reader.sign_in(ANNA)
        assert (await reader.get("/labels/relief")).status == 403
        assert "Read votes" not in (await reader.get("/")).text
        await reader.sign_in(BEN)
        page = (await reader.get("/labels/relief?reader=cleo")).page
        fields = {name: page.field(name) for name in ("form_token", "audience", "post")}
        assert (await reader.post("/labels/relief", {**fields, "reader": "cleo", "key": "1"})).status == 303
    assert [each.reader for each in kept_labels(tmp_path / "log")] == ["ben"]
