"""Masking: no person comes in with a text, and all else of it does."""

import pytest

from listener.importing.masking import mask_text, read_html, unescape_marks


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("thanks @ann_b and @bob@m.example!", "thanks @user and @user!"),
        ("write to ann.berg+x@mail.example.org", "write to (e-mail)"),
        ("as u/bob and /u/ann-b said", "as @user and @user said"),
        ("<@U02AB> joined @**Ann Berg**", "@user joined @user"),
        ("see https://x.com/annb/status/1 and https://news.example/a@b", "see  and https://news.example/a@b"),
        ("@ 6 pm, 5@each, a@b", "@ 6 pm, 5@each, a@b"),
        ("#relief, 50 kr", "#relief, 50 kr"),
        ("@안나 @アン @анна", "@user @user @user"),
    ],
)
def test_handles_and_addresses_are_masked_and_nothing_else(text: str, masked: str) -> None:
    assert mask_text(text) == masked


def test_an_author_is_not_named_in_their_own_post() -> None:
    assert mask_text(
        "Ann Berg here, annb1 on all sites", ["Ann Berg (annb1)"]
    ) == "@user here, annb1 on all sites".replace("annb1", "@user")
    assert mask_text("I hope so. Hope", ["Hope"]) == "I hope so. @user"
    assert mask_text("go on", ["on"]) == "go on"


def test_the_link_to_the_post_itself_is_gone() -> None:
    assert mask_text("Signed https://blog.example/ann/1", [], ["https://blog.example/ann/1"]) == "Signed"


def test_marks_that_a_tool_wrote_as_html_are_marks_again() -> None:
    assert unescape_marks("food &amp; water -&gt; 5&nbsp;kr") == "food & water -> 5&nbsp;kr"


def test_html_is_read_as_text() -> None:
    assert read_html("<p>Signed &amp; <b>sealed</b>.<br/>Today</p><p>Ann</p>") == "Signed & sealed.\nToday\nAnn"
