"""What the tests of tags share: posts and campaigns in one line."""

from datetime import UTC, datetime

from models.campaigns import Audience, AudienceFilter, Campaign, Chapter, MatchTerms, OutcomeGoal
from models.posts import Post
from models.tags import Act, Stage, Tags
from pipelines.tags import Tagger

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TAGGER = Tagger()


def post(
    text: str | None, *, lang: str | None = None, channel: str = "bluesky", hashtags: tuple[str, ...] = ()
) -> Post:
    return Post(id="p", channel=channel, author="a", created_at=NOON, text=text, lang=lang, hashtags=hashtags)


def campaign(
    *terms: str,
    none: tuple[str, ...] = (),
    themes: dict[str, tuple[str, ...]] | None = None,
    who: tuple[AudienceFilter, ...] = (AudienceFilter(),),
    name: str = "relief",
    acts: dict[Act, tuple[str, ...]] | None = None,
) -> Campaign:
    chapter = Chapter(name="one", stage=Stage.AWARENESS, call_to_action="Share the map")
    audiences = tuple(Audience(name=f"audience-{n}", chapters=(chapter,), when=each) for n, each in enumerate(who))
    return Campaign(
        name=name,
        story="Neighbours rebuild",
        outcome=OutcomeGoal(name="gifts", target=1, unit="gifts"),
        match=MatchTerms(any=terms, none=none),
        audiences=audiences,
        themes=themes or {},
        acts=acts or {},
    )


def tags(text: str, lang: str | None = "en") -> Tags:
    return TAGGER.tag([post(text, lang=lang)])[0]
