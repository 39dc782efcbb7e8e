"""All sources: where posts may come from. Add yours here."""

from collections.abc import Mapping

from listener.sources.base import SourceSpec
from listener.sources.bluesky import BLUESKY_SOURCE
from listener.sources.hackernews import HACKERNEWS_SOURCE
from listener.sources.mastodon import MASTODON_SOURCE
from listener.sources.ndjson import NDJSON_SOURCE
from listener.sources.rss import RSS_SOURCE

SOURCES: Mapping[str, SourceSpec] = {
    source.name: source
    for source in (
        BLUESKY_SOURCE,
        MASTODON_SOURCE,
        RSS_SOURCE,
        HACKERNEWS_SOURCE,
        NDJSON_SOURCE,  # a comma and a line for each
    )
}
