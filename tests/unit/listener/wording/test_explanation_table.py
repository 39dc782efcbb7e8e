"""The table of explained posts: coloured where it may be, and never steered by what a post says."""

from io import StringIO

from listener.cli.support.console import PlainConsole
from listener.wording.explanation_table import explanation_table
from tests.unit.listener.wording.test_explained_tags import explained


def printed(*texts: str, width: int = 120, colours: bool = False) -> str:
    screen = StringIO()
    system = "standard" if colours else None
    console = PlainConsole(
        file=screen,
        width=width,
        markup=False,
        emoji=False,
        force_terminal=colours,
        color_system=system,  # type: ignore[arg-type]
    )
    console.print(explanation_table(map(explained, texts)))
    return screen.getvalue()


def test_a_post_stands_beside_its_audience_and_tags() -> None:
    table = printed("I gave to the relief fund today", "Rain again")
    for words in ("audience-0", '"relief fund"', "action", '"I gave"', "support", "no match, because no term"):
        assert words in table


def test_what_shows_a_tag_is_coloured_in_the_text() -> None:
    table = printed("I gave to the relief fund today", colours=True)
    for coloured in ("\x1b[4;32mgave", "\x1b[4;36mrelief fund"):
        assert coloured in table


def test_no_post_steers_the_terminal_or_is_read_as_markup() -> None:
    table = printed("I gave [/] :smile: to the \x1b[2J relief fund \u202e")
    assert "\x1b" not in table
    assert "[/] :smile:" in table
    assert "\\x1b[2J" in table


def test_the_words_of_who_tells_of_harm_are_not_shown_and_a_long_text_is_cut() -> None:
    table = printed("He hit me, and then I lost my job", "relief fund " * 200, width=60)
    assert "hit me" not in table
    assert "not shown" in table
    assert "…" in table
    assert max(map(len, table.splitlines())) <= 60
