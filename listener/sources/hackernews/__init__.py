"""Hacker News: its stories and comments, one by one in the order of their numbers.

`news_converter` says what an item means, `news_client` walks from the last that we had to the newest.
"""

from listener.sources.base import SourceSpec
from listener.sources.hackernews.news_client import HackerNewsClient
from listener.sources.hackernews.news_converter import convert_item

HACKERNEWS_SOURCE = SourceSpec("hackernews", convert_item, HackerNewsClient)

__all__ = ["HACKERNEWS_SOURCE", "HackerNewsClient", "convert_item"]
