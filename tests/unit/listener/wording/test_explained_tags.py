"""What the tagger says of a post is said with the words that show it, and with why no audience has it."""

from listener.wording.explained_tags import ExplainedPost, explained_audiences, explained_tags, explanation_record
from models.campaigns import AudienceFilter
from pipelines.tags import MatchExplainer, Tagger
from tests.unit.pipelines.tags.cases import campaign, post

WHO = (AudienceFilter(("bluesky",), ("en",)), AudienceFilter((), ("de", "fr")))
RELIEF = campaign("relief fund", none=("giveaway",), themes={"money": ("gave",)}, who=WHO)


def explained(text: str, *, channel: str = "bluesky", lang: str = "en") -> ExplainedPost:
    written = post(text, channel=channel, lang=lang)
    return ExplainedPost(
        written, MatchExplainer(RELIEF).explain(written), Tagger([RELIEF]).tag([written], ["relief"])[0]
    )


def audiences(each: ExplainedPost) -> list[str]:
    return [tag.says for tag in explained_audiences(each)]


def test_the_audiences_that_have_a_post_are_named() -> None:
    assert audiences(explained("I gave to the relief fund today")) == ["audience-0"]


def test_why_no_audience_has_a_post_is_said_once_where_it_is_the_same_for_all() -> None:
    assert audiences(explained("I gave to the library")) == ["no match, because no term of `match: any` stands in it"]
    assert audiences(explained("A giveaway for the relief fund", channel="web")) == [
        'no match, because `match: none` keeps out "giveaway"'
    ]


def test_what_keeps_a_post_out_of_one_audience_is_said_of_that_one() -> None:
    assert audiences(explained("I gave to the relief fund today", channel="web")) == [
        "no match for audience-0, because its channel is web, not bluesky",
        "no match for audience-1, because its language is en, not de or fr",
    ]


def test_each_tag_has_the_words_that_show_it() -> None:
    shown = explanation_record(explained("I gave to the relief fund today"))["shown"]
    assert shown["act"] == shown["stage"] == shown["stance"] == ['"I gave"']
    assert shown["themes"] == ['"gave"']
    assert [each.name for each in explained_tags(explained("Rain again"))][:5] == [
        "language", "stage", "act", "stance", "sentiment",
    ]  # fmt: skip


def test_the_words_of_who_tells_of_harm_are_in_no_record() -> None:
    record = explanation_record(explained("He hit me, and then I lost my job. The relief fund helped"))
    assert record["tags"]["testimony"]
    assert "text" not in record
    assert "hit me" not in str(record)
