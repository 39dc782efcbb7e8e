"""What people read is plain, says what it stands on, and carries nothing of a stranger's that acts."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from listener.sinks.alert_text import plain, quote_harmlessly
from tests.alerting import HOSTILE


@given(st.text())
def test_any_text_becomes_one_line_without_control_characters(text: str) -> None:
    found = plain(text)
    assert found == found.strip()
    assert not any(unicodedata.category(each).startswith("C") for each in found)
    assert len(found.splitlines()) <= 1


@given(st.lists(st.sampled_from(["@", "a", "://", ".", "www", "<", "!", ">", "*", " ", "#", ":", "/", "mailto:"])))
def test_no_text_pings_links_or_has_markup(pieces: list[str]) -> None:
    assert not re.search(r"[@#]\w|://|\w\.\w|mailto:\w|[<>*_`~|]", quote_harmlessly("".join(pieces)))


def test_hostile_text_stays_readable() -> None:
    assert "everyone" in quote_harmlessly(HOSTILE)
    assert "click" in quote_harmlessly(HOSTILE)
