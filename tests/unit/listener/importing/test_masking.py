"""Masking: no person comes in with a text, and all else of it does."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listener.importing import masking
from listener.importing.masking import EMAIL, PHONE, USER, is_html, mask_text, read_html, unescape_marks


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
        (".@bobby cc/@carl 谢谢@安娜 @🌸rose🌸 thanks@ann_b", ".@user cc/@user 谢谢@user @user thanks@user"),
        ("@अनीता जी, @\u200bann @ann❤️", "@user जी, @user @user❤️"),
        ("ann(at)mail.example, ann [at] mail [dot] example; ann at mail dot com", "(e-mail), (e-mail); (e-mail)"),
        ("josé@mail.example <mailto:ann@m.example|ann@m.example>", "(e-mail) (e-mail)"),
        ("+47 900 12 345, (555) 123-4567, tlf 90012345 #90012345", "(phone), (phone), (phone) (phone)"),
        ("on 2026-11-21 we gave 50 000 000 kr", "on 2026-11-21 we gave 50 000 000 kr"),
        ("at x.com/annb t.me/annb https://m.example/web/@bob", "at"),
        ("https://news.example/?to=ann@mail.example", ""),
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
    assert unescape_marks("food &amp; water -&gt; 5&nbsp;kr, it&#39;s &c;") == "food & water -> 5\xa0kr, it's &c;"
    assert unescape_marks("&amp;#x200B; R&amp;amp;D, &quot;gone&quot;") == '\u200b R&D, "gone"'
    assert mask_text(unescape_marks("to ana&#64;example.org"), (), ()) == f"to {EMAIL}"


def test_html_is_read_as_text() -> None:
    assert read_html("<p>Signed &amp; <b>sealed</b>.<br/>Today</p><p>Ann</p>") == "Signed & sealed.\nToday\nAnn"


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        (
            "Ann Berg",
            "ANN BERG, ann  berg, Ann Bergs hus, #TeamAnnBerg: Ann",
            "@user, @user, @users hus, #Team@user: @user",
        ),
        ("Dr. Ann Berg, PhD 🌸", "says Ann", "says @user"),
        ("王伟", "我是王伟今天捐款", "我是@user今天捐款"),
        ("Zoe\u0301 Li", "Zoé Li", "@user"),
        ("https://m.example/users/annb", "annb here", "@user here"),
        ("ann.berg@mail.example", "Ann.Berg here", "@user here"),
        ("علي", "عليه", "عليه"),
        ("2026", "in 2026", "in 2026"),
    ],
)
def test_names_are_found_as_people_write_them(name: str, text: str, masked: str) -> None:
    assert mask_text(text, [name]) == masked


def test_html_of_any_tool_names_nobody_who_is_mentioned_and_keeps_hashtags() -> None:
    mastodon = '<p>Gave <a href="https://m.example/@bob" class="u-url mention">@<span>bob</span></a></p>'
    assert is_html(mastodon)
    assert read_html(mastodon) == "Gave @user"
    assert read_html('<span class="user-mention" data-user-id="2">@Bob B</span> too') == "@user too"
    assert read_html('<a class="mention hashtag">#<span>relief</span></a>') == "#relief"


@pytest.mark.parametrize("piece", ["x", "@", "<", "<@A|", ".", "a@a.", "<a class='mention'>", "0 ", "+1", "a(at)"])
def test_a_giant_cell_takes_a_moment(piece: str) -> None:
    began = time.process_time()
    mask_text(read_html(piece * (200_000 // len(piece))), ["Ann Berg"])
    assert time.process_time() - began < 5


def look_for_everything(text: str) -> str:
    """Masking that does not look first whether a text has any sign of people."""
    patterns = vars(masking)
    text = patterns["_OTHER_HANDLE"].sub(USER, unicodedata.normalize("NFC", text))
    text = patterns["_PHONE"].sub(PHONE, patterns["_EMAIL"].sub(EMAIL, text))
    return str(patterns["_HANDLE"].sub(lambda found: found[0] if found[0] == USER else USER, text)).strip()


SIGNS = (
    "@", "＠", "<", ">", "[at]", "(dot)", " at ", " DOT ", " dot ", "/u/", "u/", "user/", "**", "@_**", "mailto:",
    "<tel:", "+47", "12", "345", "6789", "ring ", "#", "ann", "Bø", "example.org", ".", "-", " ", "(", ")", "\n",
    "٤٥٦", "१२३४५६७", "𝟗", "e\u0301", "👩‍🚀", "İ", "’", "{", "[ @ ]", " @ ",
)  # fmt: skip


@given(st.lists(st.sampled_from(SIGNS), max_size=14).map("".join))
@settings(max_examples=300, deadline=None)
def test_whom_a_text_has_no_sign_of_is_not_in_it(text: str) -> None:
    assert mask_text(text) == look_for_everything(text)
