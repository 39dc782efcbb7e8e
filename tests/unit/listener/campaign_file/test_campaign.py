"""The campaign file: what it means, and what it says to somebody who made a mistake."""

import textwrap
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listener.campaign_file import check_campaign, find_warnings, load_campaign, nodes
from models.campaigns import ReadyWhen
from models.errors import CampaignError, Mistake
from models.policy import Policy
from models.posts import millis
from models.tags import Stage

EXAMPLES = Path(__file__).parents[4] / "deploy" / "examples"

GOOD = textwrap.dedent("""\
    campaign: garden
    story: "A street plants its own garden"
    outcome: {name: beds, target: 40, unit: beds}
    match: {any: ["#plantit", street garden], none: [giveaway]}
    themes: {soil: [soil, compost]}
    events: [{name: Fair, start: 2026-05-02T10:00+02:00, end: 2026-05-02T18:00+02:00}]
    release: on_advance
    policy: {alpha: 0.005}
    audiences:
      - name: street
        when: {channels: [bluesky], languages: [en, no]}
        chapters:
          - {name: hear, stage: awareness, call_to_action: "Look", ready_when: {authors: 200}}
          - {name: wish, stage: desire, call_to_action: "Say yes"}
          - {name: dig, stage: action, call_to_action: "Come and dig"}
    stance: {of: [our garden], for: [my spade is ready], against: ["#eyesore", parking spaces]}
    """)


def mistakes(text: str | bytes) -> list[Mistake]:
    with pytest.raises(CampaignError) as caught:
        load_campaign(text, "garden.yaml")
    return list(caught.value.mistakes)


def with_line(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def the_mistake(old: str, new: str) -> Mistake:
    """The only mistake of the good file in which one piece was replaced."""
    (mistake,) = mistakes(with_line(old, new))
    return mistake


@pytest.mark.parametrize(
    ("written", "starts"),
    [
        ("starts: 2026-01-06", "2026-01-06T00:00Z"),
        ("starts: 2026-01-06\ntimezone: Europe/Oslo", "2026-01-05T23:00Z"),
        ("starts: 2026-01-06T09:00+02:00\ntimezone: Europe/Oslo", "2026-01-06T07:00Z"),
    ],
)
def test_a_campaign_starts_at_midnight_of_its_zone_or_at_an_instant(written: str, starts: str) -> None:
    campaign = load_campaign(with_line("release: on_advance", written), "garden.yaml")
    assert campaign.starts == millis(datetime.fromisoformat(starts))


@pytest.mark.parametrize(
    ("written", "field", "says"),
    [
        ("starts: 2026-02-30", "starts", "is not a date"),
        ("starts: soon", "starts", "is not a time"),
        ("starts: 2026-01-06T09:00", "starts", "has no zone"),
        ("starts: 1066-10-14", "starts", "is not within 1970-2100"),
        ("starts: [2026-01-06]", "starts", "expected text"),
        ("timezone: Europe/Olso", "timezone", "did you mean `Europe/Oslo`?"),
        ("timezone: localtime", "timezone", "`localtime` is no time zone"),  # each worker's would be another
    ],
)
def test_a_start_that_is_none_is_a_mistake(written: str, field: str, says: str) -> None:
    mistake = the_mistake("release: on_advance", written)
    assert (mistake.field, mistake.line) == (field, 7)
    assert says in mistake.problem


def test_a_good_file_gives_the_campaign_it_describes() -> None:
    campaign = load_campaign(GOOD, "garden.yaml")
    assert (campaign.name, campaign.outcome.target, campaign.match.none) == ("garden", 40, ("giveaway",))
    assert campaign.release_on_advance
    assert campaign.themes == {"soil": ("soil", "compost")}
    assert [chapter.stage for chapter in campaign.audiences[0].chapters] == [
        Stage.AWARENESS,
        Stage.DESIRE,
        Stage.ACTION,
    ]


def test_times_are_instants_whatever_their_zone() -> None:
    (event,) = load_campaign(GOOD, "garden.yaml").events
    (same,) = load_campaign(with_line("2026-05-02T10:00+02:00", "2026-05-02T08:00Z"), "garden.yaml").events
    assert event.start == same.start
    assert event.end - event.start == 8 * 3_600_000


def test_a_bare_no_is_norwegian_and_not_false() -> None:
    assert load_campaign(GOOD, "garden.yaml").audiences[0].when.languages == ("en", "no")


def test_a_chapter_without_a_bar_gets_the_policys() -> None:
    hear, wish, dig = load_campaign(GOOD, "garden.yaml").audiences[0].chapters
    assert hear.ready_when == ReadyWhen(authors=200)
    assert wish.ready_when == ReadyWhen(share=Policy().promises.default_share)
    assert dig.ready_when == ReadyWhen(share=Policy().promises.default_share)


@pytest.mark.parametrize(("written", "quotes"), [("", True), ("quotes: on", True), ("quotes: off", False)])
def test_a_campaign_quotes_unless_it_says_off(written: str, quotes: bool) -> None:
    assert load_campaign(f"{GOOD}\n{written}", "garden.yaml").quotes is quotes


def test_quotes_are_on_or_off() -> None:
    (mistake,) = mistakes(f"{GOOD}\nquotes: never")
    assert (mistake.field, "on" in mistake.problem, "off" in mistake.problem) == ("quotes", True, True)


def test_the_version_is_the_texts_own() -> None:
    one, again, other = (
        load_campaign(GOOD, "a"),
        load_campaign(GOOD.encode(), "b"),
        load_campaign(GOOD + "# more\n", "a"),
    )
    assert one.version == again.version != other.version


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.name)
def test_the_shipped_examples_have_no_mistake_and_no_warning(path: Path) -> None:
    checked = check_campaign(path.read_bytes(), path.name)
    assert find_warnings(checked.campaign, checked.lines) == ()


def test_every_mistake_is_told_at_once_in_the_order_of_the_file() -> None:
    text = GOOD.replace("target: 40", "target: lots").replace("desire", "desir").replace("alpha: 0.005", "alpha: 7")
    found = mistakes(text)
    assert [mistake.line for mistake in found] == [3, 8, 14]
    assert [mistake.field for mistake in found] == [
        "outcome.target",
        "policy.alpha",
        "audiences[0].chapters[1].stage",
    ]


def test_the_message_names_the_file_and_each_line() -> None:
    with pytest.raises(CampaignError, match=r"garden.yaml: 1 mistake\n  line 7: release: `maybe` is not"):
        load_campaign(with_line("on_advance", "maybe"), "garden.yaml")


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "says"),
    [
        ("story:", "stroy:", 2, "stroy", "did you mean `story`?"),
        ("campaign: garden", "campaign: Our Garden", 1, "campaign", "write `our-garden`"),
        ("campaign: garden", "campaign: [garden]", 1, "campaign", "expected text, got a list"),
        ("campaign: garden", "campaign:", 1, "campaign", "is empty"),
        (", target: 40", "", 3, "outcome.target", "missing: how many"),
        ("target: 40", "target: '40'", 3, "outcome.target", "expected a number"),
        ("target: 40", "target: 0", 3, "outcome.target", "above 0"),
        ("target: 40", "target: .nan", 3, "outcome.target", "expected a number"),
        ('["#plantit", street garden]', "[]", 4, "match.any", "no post would ever match"),
        ("none: [giveaway]", "none: [Street Garden]", 4, "match.none", "also in match.any"),
        ("soil: [soil, compost]", "soil: []", 5, "themes.soil", "is empty"),
        ("soil: [soil, compost]", "Rich Soil: [soil]", 5, "themes.Rich Soil", "write `rich-soil`"),
        ("2026-05-02T10:00+02:00", "2026-05-02T10:00", 6, "events[0].start", "has no zone"),
        ("2026-05-02T10:00+02:00", "tomorrow", 6, "events[0].start", "is not a time"),
        ("2026-05-02T10:00+02:00", "0001-01-01T00:00Z", 6, "events[0].start", "is not within 1970"),
        ("end: 2026-05-02T18:00", "end: 2026-05-02T09:00", 6, "events[0].end", "is not after the start"),
        ("release: on_advance", "release: on_advanced", 7, "release", "did you mean `on_advance`?"),
        ("name: street", "name: street, the", 10, "audiences[0].name", "write `street-the`"),
        ("languages: [en, no]", "languages: [english]", 11, "audiences[0].when.languages[0]", "two letters"),
        ("languages: [en, no]", "langauges: [en]", 11, "audiences[0].when.langauges", "did you mean `languages`?"),
        ("{authors: 200}", "{share: 0.3}", 13, "audiences[0].chapters[0].ready_when", "a share says nothing"),
        ("{authors: 200}", "{authors: 2.5}", 13, "audiences[0].chapters[0].ready_when.authors", "whole number"),
        ("stage: desire", "stage: desir", 14, "audiences[0].chapters[1].stage", "did you mean `desire`?"),
        ("name: wish", "name: hear", 14, "audiences[0].chapters[1].name", "also the name on line 13"),
        ("stage: action", "stage: interest", 15, "audiences[0].chapters[2].stage", "stages go forward"),
    ],
)  # fmt: skip
def test_a_mistake_is_explained_where_it_stands(old: str, new: str, line: int, field: str, says: str) -> None:
    mistake = the_mistake(old, new)
    assert (mistake.line, mistake.field) == (line, field)
    assert says in mistake.problem


@pytest.mark.parametrize(
    ("share", "says"),
    [("30", "write 0.3"), ("-1", "above 0"), ("30%", "expected a number"), ("0.005", "not above policy.just_under")],
)
def test_a_share_lies_within_what_a_share_can_be(share: str, says: str) -> None:
    mistake = the_mistake('"Say yes"', f'"Say yes", ready_when: {{share: {share}}}')
    assert mistake.field == "audiences[0].chapters[1].ready_when.share"
    assert says in mistake.problem


def test_a_field_given_twice_is_a_mistake_and_not_the_last_one() -> None:
    (mistake,) = mistakes(GOOD + "story: another\n")
    assert (mistake.line, mistake.field) == (17, "story")
    assert "first on line 2" in mistake.problem


def test_a_campaign_without_a_measurable_outcome_is_refused() -> None:
    mistake = the_mistake("outcome: {name: beds, target: 40, unit: beds}\n", "")
    assert mistake.field == "outcome"
    assert "countable" in mistake.problem


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"", 1, "empty"),
        (b"campaign: a\n\tstory: b", 2, "a tab: YAML indents with spaces"),
        (b"campaign: a\nstory: \xff", 2, "byte 0xff is not UTF-8"),
        (b"campaign: a\nstory: \x00", 2, "a character that YAML does not allow"),
        (b"campaign: [a", 1, "not YAML"),
        (b"campaign: a\n---\ncampaign: b", 2, "another document"),
        (b"just words", 1, "expected fields"),
        (b"a: *nobody", 1, "undefined alias"),
    ],
)
def test_what_is_no_campaign_at_all_is_said_with_its_line(data: bytes, line: int, says: str) -> None:
    mistake = mistakes(data)[0]
    assert mistake.line == line
    assert says in mistake.problem


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b"? " * 10_000,
        b"a: &a [*a]",
        b"\n".join([b"a0: &a0 [x, x]", *(b"a%d: &a%d [*a%d, *a%d]" % (n, n, n - 1, n - 1) for n in range(1, 20))]),
        b"a: &a {b: " + b"x" * nodes.MAX_BYTES + b"}",
    ],
    ids=["deep list", "deep keys", "endless alias", "a million of laughs", "large"],
)
def test_a_hostile_file_is_refused_and_costs_little(data: bytes) -> None:
    assert len(mistakes(data)) == 1


@given(st.binary(max_size=400) | st.text(max_size=400))
@settings(deadline=None)
def test_no_bytes_raise_anything_but_a_campaign_error(data: bytes | str) -> None:
    with pytest.raises(CampaignError):
        load_campaign(data, "any.yaml")


PIECES = [
    "",
    " ",
    "\n",
    "\t",
    ":",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "no",
    "~",
    "-1",
    "1e999",
    ".inf",
    "*a",
    "&a ",
    "!!set ",
    '"',
    "|",
    "<<",
]


@given(st.integers(0, len(GOOD)), st.integers(0, 12), st.sampled_from(PIECES) | st.text(max_size=5))
@settings(deadline=None, max_examples=300)
def test_no_damage_to_a_good_file_raises_anything_but_a_campaign_error(at: int, cut: int, piece: str) -> None:
    text = GOOD[:at] + piece + GOOD[at + cut :]
    with suppress(CampaignError):
        checked = check_campaign(text, "damaged.yaml")
        find_warnings(checked.campaign, checked.lines)


def test_a_misspelt_field_is_not_also_called_missing() -> None:
    assert len(mistakes(GOOD.replace("outcome:", "outcmoe:"))) == 1
