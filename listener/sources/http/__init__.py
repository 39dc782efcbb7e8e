"""HTTP: what programs send us. `sent_lines` has what posts mean, `sent_outcomes` and `osdi` what outcomes do;
`posts_api` and `outcome_pages` have the pages, `openapi` their contract.

It is no client of anybody: who sends is answered once it is kept, so nothing of a cursor is needed.
"""

from listener.sources.http.listening import API_ADDRESS, parse_address
from listener.sources.http.posts_api import PostsApi
from listener.sources.http.tokens import ApiTokens, read_tokens

__all__ = ["API_ADDRESS", "ApiTokens", "PostsApi", "parse_address", "read_tokens"]
