"""What the tests of stance share: a relief fund in ten languages, and what its friends and opponents say of it."""

from msgspec.structs import replace

from models.campaigns import Campaign, StanceTerms
from models.tags import Stance, Tags
from pipelines.tags import Tagger
from tests.unit.pipelines.tags.cases import campaign, post

_NAMES = (
    "relief fund", "#rebuild", "hjelpefondet", "hjälpfonden", "hjælpefonden", "hilfsfonds", "fonds de secours",
    "fondo de ayuda", "fondo di soccorso", "fundo de ajuda", "صندوق الإغاثة", "राहत कोष", "@relieffund",
)  # fmt: skip
_FOR = (
    "proud of", "count me in", "stolt av", "stolt over", "stolt på", "stolz auf", "fier de", "orgulloso de",
    "orgoglioso di", "orgulhoso do", "فخور", "गर्व",
)  # fmt: skip
_AGAINST = (
    "where did the money go", "scam*", "against", "svindel", "imot", "imod", "bluff", "emot", "betrug", "gegen",
    "arnaque", "contre", "estafa", "contra", "truffa", "contro", "golpe", "ضد", "घोटाला", "के खिलाफ",
)  # fmt: skip
RELIEF: Campaign = replace(campaign(*_NAMES, name="relief"), stance=StanceTerms(_NAMES, _FOR, _AGAINST))
_TAGGER = Tagger([RELIEF])


def tags_in_story(text: str, lang: str | None = "en", *, hashtags: tuple[str, ...] = ()) -> Tags:
    """The tags of a post of the relief fund's story."""
    return _TAGGER.tag([post(text, lang=lang, hashtags=hashtags)], ["relief"])[0]


def stance(text: str, lang: str | None = "en", *, hashtags: tuple[str, ...] = ()) -> Stance:
    """Its stance."""
    return tags_in_story(text, lang, hashtags=hashtags).stance
