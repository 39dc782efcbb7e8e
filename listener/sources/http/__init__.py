"""HTTP: posts that a program sends us. `sent_lines` has what they mean, `posts_api` the pages, `openapi` a contract.

It is no client of anybody: who sends is answered once the brokers have it, so nothing of a cursor is needed.
"""

from listener.sources.http.posts_api import API_ADDRESS, PostsApi

__all__ = ["API_ADDRESS", "PostsApi"]
