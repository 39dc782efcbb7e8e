"""Quoted: remembers which posts an audience's decisions have quoted, to call the quotes back once they are erased."""

from collections.abc import Collection

from models.author_keys import pseudonym_of_post
from models.erasures import ErasureRequest
from models.quoted import QUOTED_LIMIT, QuotedPost, QuotedPosts
from models.sketches import hash64
from pipelines.journeys.authors import author_id
from pipelines.windows.examples import example_authors
from pipelines.windows.state import AudienceHead

_HEX = 16


def note_quoted(quoted: QuotedPosts, head: AudienceHead) -> QuotedPosts:
    """With the posts that the head's examples quote; the same object where all of them are known."""
    if not head.examples:
        return quoted
    known = {each.post for each in quoted.posts}
    pairs = zip(example_authors(head), head.examples, strict=True)
    shown = [QuotedPost(author, int(example.pseudonym, _HEX)) for author, example in pairs]
    new = [each for each in shown if each.post not in known]
    return QuotedPosts((*quoted.posts, *new)[-QUOTED_LIMIT:]) if new else quoted


def find_quoted(quoted: QuotedPosts, request: ErasureRequest, panel_key: bytes) -> tuple[str, ...]:
    """The pseudonyms of the quoted posts that the request names, or whose author it names."""
    author = author_id(request.author, panel_key) if request.author else None
    post = int(pseudonym_of_post(panel_key, hash64(request.post)), _HEX) if request.post else None
    return tuple([f"{each.post:016x}" for each in quoted.posts if each.author == author or each.post == post])


def forget_quoted(quoted: QuotedPosts, posts: Collection[str]) -> QuotedPosts:
    """Without these posts, by pseudonym; the same object where none is known."""
    gone = {int(each, _HEX) for each in posts}
    kept = tuple([each for each in quoted.posts if each.post not in gone])
    return quoted if len(kept) == len(quoted.posts) else QuotedPosts(kept)
