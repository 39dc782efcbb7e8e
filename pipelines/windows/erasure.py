"""Erasure: takes an author or a post out of the state. Decisions stay; no word of theirs is kept or quoted.

Of an erased post, the author's journey keeps a stage on a day: it names neither the post nor its words. Where the
author is erased, the journey goes too.
"""

from msgspec.structs import replace

from models.author_keys import pseudonym_of_post
from models.erasures import ErasureRequest
from models.sketches import hash64
from pipelines.journeys.authors import author_id
from pipelines.windows.labelled import forget_author_labels, forget_labels
from pipelines.windows.state import AudienceState


def erase(state: AudienceState, request: ErasureRequest, panel_key: bytes) -> AudienceState:
    """The state without what the request names. `panel_key` keys the hash by which the panel knows its authors."""
    if request.author:
        state = _drop_author(state, author_id(request.author, panel_key), panel_key)
    if request.post:
        state = _drop_posts(state, {hash64(request.post)}, panel_key)
    return state


def _drop_author(state: AudienceState, author: int, panel_key: bytes) -> AudienceState:
    entry = state.panel.get(author)
    posts = {id for _, id in entry.recent_posts} if entry else set()
    posts |= {post.id for post in state.pending.get(author) or ()}
    state = forget_author_labels(_drop_posts(state, posts, panel_key), author)
    if state.outsiders.get(author) is not None:
        state = replace(state, outsiders=state.outsiders.with_changes({author: None}))
    return replace(state, panel=state.panel.with_changes({author: None})) if entry else state


def _drop_posts(state: AudienceState, ids: set[int], panel_key: bytes) -> AudienceState:
    """Without the posts of these hashed ids, whether they are pending or an example."""
    pseudonyms = {pseudonym_of_post(panel_key, id) for id in ids}
    state = forget_labels(_drop_examples(state, pseudonyms), pseudonyms)
    affected = [posts for posts in state.pending.values() if any(post.id in ids for post in posts)]
    changes = {posts[0].author: tuple(post for post in posts if post.id not in ids) or None for posts in affected}
    return replace(state, pending=state.pending.with_changes(changes))


def _drop_examples(state: AudienceState, pseudonyms: set[str]) -> AudienceState:
    """Without the examples of these posts."""
    examples = tuple(each for each in state.head.examples if each.pseudonym not in pseudonyms)
    if examples == state.head.examples:
        return state
    return replace(state, head=replace(state.head, examples=examples))
