"""What people write who are new to YAML: the line is the one they have to mend, and they read what to write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listener.campaign_file import load_campaign
from models.errors import CampaignError, Mistake
from tests.unit.listener.campaign_file.test_campaign import GOOD, mistakes, with_line

MATCH = 'match: {any: ["#plantit", street garden], none: [giveaway]}'
THEMES = "themes: {soil: [soil, compost]}"
STORY = 'story: "A street plants its own garden"'


def first(old: str, new: str) -> Mistake:
    return mistakes(with_line(old, new))[0]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (MATCH, "match: {any: [#rebuild, relief]}", 4),
        (MATCH, "match: {any: [relief, #rebuild]}", 4),
        (MATCH, "match: {any: [relief, #rebuild\n  ]}", 4),
        (MATCH, "match: {any: [relief,\n  #rebuild,\n  flood]}", 5),
        (MATCH, "match:\n  any:\n    - relief\n    - #rebuild\n    - flood", 7),
        (MATCH, "match:\n  any: #rebuild", 5),
        (MATCH, "match:\n  any: [relief]\n  none: #rebuild", 6),
        (MATCH, "match:\n  any:\n    #rebuild\n", 6),
        (THEMES, "themes: {soil: [#rebuild]}", 5),
        (THEMES, "themes:\n  soil:\n    - #rebuild", 7),
        (THEMES, "themes: {soil: #rebuild}", 5),
        (STORY, "story: #rebuild", 2),
        ('call_to_action: "Say yes"}', "call_to_action: #rebuild}", 14),
    ],
)
def test_a_hashtag_without_quotes_is_told_on_its_line(old: str, new: str, line: int) -> None:
    found = first(old, new)
    assert found.line == line
    assert '`#rebuild` begins a comment in YAML: quote it ("#rebuild")' in found.problem


def test_comments_are_still_comments() -> None:
    text = with_line(
        MATCH, 'match: # what is "wanted"\n  #any of these\n  any: [relief, # the fund\n    flood] #both\n  none: []'
    )
    assert load_campaign(text + "#end", "garden.yaml").match.any == ("relief", "flood")


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        (STORY, "\tstory: a", 2, "a tab: YAML indents with spaces"),
        (
            STORY,
            "story: @user plants",
            2,
            '`@user` begins with `@`, which means something else to YAML: quote it ("@user")',
        ),
        (MATCH, "match: {any: [relief, @user]}", 4, "`@user` begins with `@`"),
        (STORY, "story: %50 off", 2, "`%50` begins with `%`"),
        (STORY, "story: `x`", 2, "quote it"),
        (STORY, "story: *bold* words", 2, "a word that begins with * or & is an alias"),
        (STORY, "story: *bold", 2, "`*bold` is an undefined alias to YAML: quote it"),
        (STORY, "story: &co", 2, "`&co` names an anchor in YAML: quote"),
        (STORY, "story: !wow", 2, "`!wow` names a type in YAML: quote"),
        (STORY, "story: Relief: what now", 2, "a colon and a space (`: `) within a text: quote the text"),
        ('call_to_action: "Look"', "call_to_action: Look: here", 13, "a colon and a space (`: `) within a text"),
        (STORY, "story:A street", 2, "a space is missing behind the colon: write `story: A street`"),
        (
            STORY,
            "story: “A street plants”",
            2,
            'begins with “, which is no quote to YAML but part of the text: write "',
        ),
        (MATCH, "match: {any: [“relief”, “flood”]}", 4, "begins with “"),
        (STORY, "story: “Relief”: what now: here", 2, "“ and ” are no quotes to YAML"),
        (STORY, 'story: "A street', 2, "a quote opens here and is not closed"),
        ('"Come and dig"', '"Come and dig', 15, "a quote opens here and is not closed"),
        (STORY, "story: 'it's a street'", 2, "write '' for ' within single quotes"),
        (STORY, 'story: "A street" plants', 2, "text behind a closing quote"),
        (STORY, 'story: "C:\\Users"', 2, "a backslash within double quotes"),
        (MATCH, "match: {any: [relief, flood}", 4, "a bracket `[` opens here and is not closed"),
        (MATCH, "match: {any: [relief]", 4, "a bracket `{` opens here and is not closed"),
        (STORY, f"{STORY}\n---", 3, "another document begins here: one file has one campaign"),
        (STORY, "story: - a", 2, "quote a text that begins with `- `"),
        (STORY, f"<<: {{}}\n{STORY}", 2, "fields are not merged (<<): write them out"),
        (STORY, f"{STORY}\nstory: again", 3, "given twice, first on line 2"),
        ("target: 40", "target: '40'", 3, "write 40, without quotes"),
        ("target: 40", "target: 5,000", 3, "a number has no commas within"),
        ("{name: beds, target: 40, unit: beds}", "\n  name: beds\n  target: 5,000\n  unit: beds", 5, "write 5000"),
        ("ready_when: {authors: 200}", "ready_when: {share: 50%}", 13, "write 0.5"),
        ("2026-05-02T10:00+02:00", "2026-05-02", 6, "has no zone"),
        ("2026-05-02T10:00+02:00", "2 May 2026", 6, "is not a time"),
    ],
)
def test_other_first_mistakes_are_told_on_their_line_with_what_to_write(
    old: str, new: str, line: int, says: str
) -> None:
    found = first(old, new)
    assert (found.line, says in found.problem) == (line, True), found


@pytest.mark.parametrize("word", ["no", "on", "off", "yes"])
def test_words_that_yaml_takes_for_truth_are_words(word: str) -> None:
    assert word in load_campaign(with_line("compost]", f"compost, {word}]"), "garden.yaml").themes["soil"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\nmatch", "\n\ufeffmatch"),
    ],
)
def test_line_ends_of_windows_and_marks_of_byte_order_change_nothing(change: object) -> None:
    assert callable(change)
    assert load_campaign(change(GOOD), "garden.yaml").match == load_campaign(GOOD, "garden.yaml").match


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_another_encoding_is_told_which(encoding: str) -> None:
    (found,) = mistakes(GOOD.encode(encoding))
    assert (found.line, f"{encoding[:6].upper()}: save it as UTF-8" in found.problem) == (1, True)


def test_a_few_lines_that_stand_for_billions_are_refused() -> None:
    laughs = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    (found,) = mistakes("a0: &a0 [lol]\n" + laughs)
    assert "aliases" in found.problem


@given(st.text(alphabet="#a: [],{}-\n\"'&*@%\t“", max_size=60))
def test_whatever_is_written_is_a_campaign_error(text: str) -> None:
    with pytest.raises(CampaignError):
        load_campaign(text, "any.yaml")
