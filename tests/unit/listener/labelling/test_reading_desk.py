"""The desk asks each reader for each post once, shows nobody's words to who may not see them, and loses no answer."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from listener.labelling.agreement import Agreement, count_agreement
from listener.labelling.label_keys import to_label
from listener.labelling.reading_desk import LabelDesk
from listener.local.said import LabelsOnLog, append_label
from listener.log.log_file import LogFile
from listener.sources.runner import to_record
from models.author_keys import PUBLIC_AUTHOR_KEY
from models.campaigns import Campaign
from models.erasures import ErasureRequest
from tests.unit.listener.board.making import campaign
from tests.unit.listener.labelling.keeping import START, TEXTS, drawn_post, keep_draws, kept_labels


def desk_of(path: Path, of: Campaign | None = None) -> LabelDesk:
    return LabelDesk(LabelsOnLog(path, PUBLIC_AUTHOR_KEY), {"relief": of or campaign()})


async def test_posts_are_asked_oldest_draw_first_with_their_words(tmp_path: Path) -> None:
    asked = await desk_of(keep_draws(tmp_path / "log")).ask("relief", "anna")
    assert [each.text for each in asked.queue] == list(TEXTS)
    assert (asked.left_today, asked.labels) == (2, 0)


async def test_an_answer_is_kept_once_and_the_next_post_is_asked(tmp_path: Path) -> None:
    desk = desk_of(keep_draws(tmp_path / "log"))
    label = to_label(drawn_post(0), "anna", "2", START)
    assert await desk.answer(label)
    assert not await desk.answer(replace(label, at=START + timedelta(hours=1)))
    assert [each.text for each in (await desk.ask("relief", "anna")).queue] == list(TEXTS[1:])
    assert kept_labels(tmp_path / "log") == [label]


async def test_what_nobody_asked_for_is_not_kept(tmp_path: Path) -> None:
    desk = desk_of(keep_draws(tmp_path / "log"))
    assert not await desk.answer(replace(to_label(drawn_post(0), "anna", "2", START), post="f" * 16))
    assert kept_labels(tmp_path / "log") == []


async def test_a_second_reader_is_asked_where_two_are_and_what_they_say_is_compared(tmp_path: Path) -> None:
    desk = desk_of(keep_draws(tmp_path / "log", readers=2))
    for place, (anna, ben) in enumerate([("2", "2"), ("3", "+1")]):
        assert await desk.answer(to_label(drawn_post(place), "anna", anna, START))
        assert await desk.answer(to_label(drawn_post(place), "ben", ben, START))
        assert not await desk.answer(to_label(drawn_post(place), "cleo", "1", START))
    assert (await desk.ask("relief", "anna")).agreement == Agreement(2, 1)


async def test_of_a_campaign_that_quotes_nobody_no_words_are_shown(tmp_path: Path) -> None:
    desk = desk_of(keep_draws(tmp_path / "log"), campaign(quotes=False))
    assert [each.text for each in (await desk.ask("relief", "anna")).queue] == [None] * len(TEXTS)


@pytest.mark.parametrize("order", [1, -1])
def test_agreement_is_of_first_answers_whatever_their_order(order: int) -> None:
    first, again = (
        to_label(drawn_post(0), "anna", key, START + timedelta(hours=hour)) for key, hour in (("1", 0), ("2", 1))
    )
    other = to_label(drawn_post(0), "ben", "1", START)
    assert count_agreement([first, again, other][::order]) == Agreement(1, 1)


async def test_what_another_program_appends_is_known_after_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(keep_draws(tmp_path / "log"))
    await desk.ask("relief", "anna")
    append_label(tmp_path / "log", to_label(drawn_post(0), "ben", "1", START))
    monkeypatch.setattr("listener.labelling.reading_desk._FRESH_SECONDS", -1.0)
    assert len((await desk.ask("relief", "anna")).queue) == len(TEXTS) - 1


@pytest.mark.parametrize("erased", [{"author": "author-1"}, {"post": "web:1"}])
async def test_words_that_are_to_be_forgotten_are_shown_to_no_reader_who_had_not_answered_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, erased: dict[str, str]
) -> None:
    desk = desk_of(keep_draws(tmp_path / "log"))
    monkeypatch.setattr("listener.labelling.reading_desk._FRESH_SECONDS", -1.0)
    assert TEXTS[1] in [each.text for each in (await desk.ask("relief", "anna")).queue]
    with closing(LogFile(tmp_path / "log")) as file:
        file.append([to_record(ErasureRequest(START + timedelta(days=9), **erased))])
    assert [each.text for each in (await desk.ask("relief", "anna")).queue] == [TEXTS[0], None, *TEXTS[2:]]
