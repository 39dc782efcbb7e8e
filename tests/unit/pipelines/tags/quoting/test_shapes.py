"""A quote reads like a sentence, and gives nobody away."""

import pytest

from pipelines.tags.quoting.shapes import gives_away, reads_like_a_sentence


@pytest.mark.parametrize("text", ["?", "how can", "Signed.", "Gave 50.", "…", "", "!!! ??", "🙌 🙌 🙌"])
def test_a_piece_is_no_sentence(text: str) -> None:
    assert not reads_like_a_sentence(text)


@pytest.mark.parametrize(
    "text", ["I gave today", "¿Cómo puedo ayudar?", "मैंने दान दिया", "🙌 I gave today", "- 50 from me"]
)
def test_three_words_are_a_sentence(text: str) -> None:
    assert reads_like_a_sentence(text)


@pytest.mark.parametrize(
    "text",
    [
        "I gave, ask @ana about it",
        "Write to ana@example.org and give",
        "Give at www.example.org today",
        "I gave on example.org today",
        "Call me on 0151 234 5678 and I come",
        "Ring +47 22 33 44 and help",
        "RT I gave to them today",
        'They said "give it all" and I did',
        "Elle a dit « donnez » et j'ai donné",
        "I gave to [deleted] today",
        "I gave to <b>them</b> today",
        "I gave \u202eyadot",
    ],
)
def test_addresses_other_peoples_words_and_marks_are_not_shown(text: str) -> None:
    assert gives_away(text)


@pytest.mark.parametrize(
    "text", ["I gave 2,500 kroner on 12.11. at 18:30", "Who's in? I'm bringing 3 tents!", "#rebuild: I'll come"]
)
def test_sums_dates_and_hashtags_are(text: str) -> None:
    assert not gives_away(text)
