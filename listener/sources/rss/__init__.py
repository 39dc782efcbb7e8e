"""RSS and Atom: the entries of feeds, each once, asked for politely.

`entries` takes a feed apart, `rss_converter` says what an entry means, `rss_client` asks for the feeds.
"""

from listener.sources.base import SourceSpec
from listener.sources.rss.rss_client import RssClient
from listener.sources.rss.rss_converter import convert_entry

RSS_SOURCE = SourceSpec("rss", convert_entry, RssClient)

__all__ = ["RSS_SOURCE", "RssClient", "convert_entry"]
