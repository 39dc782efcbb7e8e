"""What might tell of somebody's harm or life is not shown."""

import pytest

from pipelines.tags.quoting.doubts import may_tell
from pipelines.tags.text import tokenize


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Signed for my brother"),
        ("en", "He did it, so I signed"),
        ("en", "I gave what I was given in 2009"),
        ("en", "Since '94 we give every winter"),
        ("en", "I was hungry once, so I gave today"),
        ("en", "Nobody believed us and I still came"),
        ("nb", "Skrev under i dag, for datteren min"),
        ("de", "Habe gespendet, meine Mutter lag dort"),
        ("fr", "J'ai signé pour mon frère"),
        ("es", "Firmé por mi hermana"),
        ("it", "Ho firmato per mia madre"),
        ("pt", "Assinei pela minha mãe"),
        ("sv", "Skrev på för min syster"),
        ("da", "Skrev under for min søster"),
        ("ar", "تبرعت عن روح أمي"),
        ("hi", "मैंने माँ के नाम पर दान दिया"),
        ("en", "Gave 40 to the fund, I know what a packed bag under the bed means"),
        ("en", "I pledged 20 a month - that hotline kept me here"),
        ("en", "I will come on Saturday for everyone who got out"),
        ("en", "I signed with my left hand"),
        ("en", "I donated to the people from the ward"),
        ("nb", "Har gitt til fondet, vet hva en pakket bag betyr"),
        ("de", "Ich bin Samstag dabei, ich prüfe bis heute das Schloss"),
        ("fr", "J'ai signé pour celle qui dormait tout habillée"),
        ("es", "Firmé con la mano que me rompió"),
        ("pt", "Doei para a ala que me coseu"),
        ("en", "Gave today. " * 4),
        ("en", "I gave " + "and gave " * 20),
        ("en", "x" * 5_000),
    ],
)
def test_what_may_tell_is_in_doubt(code: str, text: str) -> None:
    assert may_tell(tokenize(text), code)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "I donated to the relief fund today, and so can you"),
        ("en", "Count me in! See you on Saturday."),
        ("nb", "Jeg har skrevet under. Gjør det dere også!"),
        ("de", "Ich habe heute 20 Euro gespendet"),
        ("fr", "J'ai signé la pétition ce matin"),
        ("es", "Ayer doné y mañana voy a la marcha"),
        ("en", "Just sent 1,000 kroner to the relief fund"),
        ("en", "Signed, shared, done!"),
    ],
)
def test_an_act_in_a_few_words_is_not(code: str, text: str) -> None:
    assert not may_tell(tokenize(text), code)
