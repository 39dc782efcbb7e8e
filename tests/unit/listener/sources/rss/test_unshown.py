"""Comments, scripts and styles are no words of a feed, and cost the same however often one is opened."""

import time

import pytest

from listener.sources.rss.entries import split_feed
from listener.sources.rss.unshown import without_unshown
from tests.contracts.senders.rss import feed, item


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a boat", "a boat"),
        ("a <!-- <b>secret</b> --> boat <!---->", "a  boat "),
        ("a<script src='x'>if (1 < 2) {}</script> boat", "a</script> boat"),
        ("<STYLE>p {}</Style >a boat", "</Style >a boat"),
        ("a boat<!-- and no end", "a boat"),
        ("<scripts> are no script", "<scripts> are no script"),
    ],
)
def test_what_no_browser_shows_is_left_out(written: str, shown: str) -> None:
    assert without_unshown(written) == shown


@pytest.mark.parametrize("opened", ["<!--", "<script>", "<!--<style>", "<a ", "<![CDATA[", "&"])
def test_a_feed_that_opens_markup_without_end_costs_no_more_than_its_length(opened: str) -> None:
    def seconds(times: int) -> float:
        begun = time.process_time()
        for entry in split_feed("https://town.example/feed", feed([item(1, opened * times)])):
            without_unshown(entry.content)
        return time.process_time() - begun

    seconds(100)
    assert seconds(80_000) < 40 * seconds(8_000) + 0.5
