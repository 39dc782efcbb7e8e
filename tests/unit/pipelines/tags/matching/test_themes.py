"""Themes are the campaign's own, with the span that shows each."""

from models.tags import Span
from pipelines.tags import Tagger
from tests.unit.pipelines.tags.cases import campaign, post

STORM = campaign("storm", themes={"shelter": ("shelter", "spare room"), "money": ("donate", "relief fund")})
OTHER = campaign("fire", themes={"smoke": ("smoke",)}, name="other")
TAGGER = Tagger([STORM, OTHER])


def test_a_theme_shows_where_the_text_has_it() -> None:
    text = "We have a Spare Room"
    tagged = TAGGER.tag([post(text)], ["relief"])[0]
    span = tagged.why["theme:shelter"]
    assert tagged.themes == ("shelter",)
    assert isinstance(span, Span)
    assert text[span.start : span.end] == "Spare Room"


def test_hashtags_are_split_into_words() -> None:
    for text in ("give to the #ReliefFund", "give to the #relieffund", "give to the #relief_fund"):
        assert TAGGER.tag([post(text)], ["relief"])[0].themes == ("money",)


def test_hashtags_beside_the_text_count() -> None:
    tagged = TAGGER.tag([post("look", hashtags=("SpareRoom",))], ["relief"])[0]
    assert tagged.why["theme:shelter"] == "hashtag"


def test_only_the_posts_own_campaign_gives_themes() -> None:
    smoke = post("smoke over the shelter")
    assert TAGGER.tag([smoke], ["other"])[0].themes == ("smoke",)
    assert TAGGER.tag([smoke])[0].themes == ("shelter", "smoke")


def test_a_theme_shows_what_was_written_and_the_whole_compound() -> None:
    about = campaign("storm", themes={"pay": ("likelønn*",), "roof": ("roof tiles",)})
    text = "❤️❤️ Like\u00adlønnsdagen! 𝐑𝐨𝐨𝐟\u00a0\u00a0tiles\n#LikelønnNå"
    tagged = Tagger([about]).tag([post(text)], ["relief"])[0]
    shown = {name: tagged.why[f"theme:{name}"] for name in tagged.themes}
    spans = {name: text[span.start : span.end] for name, span in shown.items() if isinstance(span, Span)}
    assert spans == {"pay": "Like\u00adlønnsdagen", "roof": "𝐑𝐨𝐨𝐟\u00a0\u00a0tiles"}
