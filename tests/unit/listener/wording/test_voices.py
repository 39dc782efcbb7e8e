"""Voices in words: who carries it to whom, whose story moves people, what is the community's own."""

from datetime import date

import pytest

from listener.wording.catalogues import list_catalogues
from listener.wording.voices import community_section, describe_transmitters, voice_sections
from models.community import CoinedTag, CommunityFigures, PeakOrigin
from models.measured import Measured
from models.voices import HeroCandidate, Transmission, Transmitters, VoiceFigures, VoiceSize

SHARE = Measured(0.4, 0.3, 0.5, 100)
TWICE = Measured(2.0, 1.5, 2.7, 500)
VOICES = VoiceFigures(
    (VoiceSize("brand", None, TWICE), VoiceSize("witness", None, Measured()), VoiceSize("helper", 40.0, TWICE)),
    (Transmission("helper", "supporter", 30.0, SHARE), Transmission("helper", "witness", None, Measured())),
    Transmitters(12.0, SHARE, Measured(0.01, 0.005, 0.02, 1_200)),
    (
        HeroCandidate("witness", "shelter", "hope", TWICE, 40, 0.001, True, ("harm",)),
        HeroCandidate("helper", "", "", TWICE, 40, 0.2, False, ()),
    ),
)
COMMUNITY = CommunityFigures(
    SHARE,
    SHARE,
    (CoinedTag("ourbeds", 40.0, date(2026, 3, 1), TWICE, True, "dig", SHARE),),
    (PeakOrigin(date(2026, 3, 1), ("Fair",), ()), PeakOrigin(date(2026, 4, 1), (), ())),
)


def test_what_holds_is_told_with_its_interval_and_what_speaks_against_it() -> None:
    sizes, carried, heroes = voice_sections(VOICES)
    assert carried.lines == (("helpers → supporters", "40%", "30%–50%"),)
    assert heroes.lines == (("those it happened to, on shelter, with hope", "×2.0", "×1.5–×2.7"),)
    assert "ask them first" in heroes.note
    assert sizes.lines[0].name == "Answers a post of the brand (the campaign's own accounts)"
    assert sizes.lines[1][1:] == ("–", "cannot be said yet")


def test_what_is_coined_and_what_was_planned() -> None:
    section = community_section(COMMUNITY)
    assert section.lines[-1].name == (
        "#ourbeds, rising, from 1 Mar 2026 on: authors (40% of them had met the call of dig)"
    )
    assert "The peak of 1 Mar 2026 was planned: Fair." in section.note
    assert "1 Apr 2026 was spontaneous" in section.note


@pytest.mark.parametrize("language", list_catalogues())
def test_every_language_says_it(language: str) -> None:
    sections = [*voice_sections(VOICES, language), community_section(COMMUNITY, language)]
    assert all(section.title and section.note and section.lines for section in sections)
    assert "12" in describe_transmitters(VOICES, language)
