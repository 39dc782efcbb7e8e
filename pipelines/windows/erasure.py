"""Erasure: takes an author or a post out of the state. Decisions stay; no word of theirs is kept or quoted.

Of an erased post, the author's journey keeps a stage on a day: it names neither the post nor its words. Where the
author is erased, the journey goes too.

What is erased may come once more: a worker that was killed reads its last posts again. So the hashes of whom and what
we knew are remembered for as long as a post can be in time, and nothing of theirs is taken that was posted before.
Of whom we did not know the latest few are: a post may still be on its way while the request has overtaken it.
"""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from models.author_keys import pseudonym_of_post
from models.erasures import ErasureRequest
from models.journeys import PendingPost
from models.posts import Millis, millis
from models.sketches import hash64
from pipelines.journeys.authors import author_id
from pipelines.windows.examples import drop_examples
from pipelines.windows.labelled import forget_author_labels, forget_labels
from pipelines.windows.quoted import find_quoted, forget_quoted, note_quoted
from pipelines.windows.state import AudienceHead, AudienceState

_REMEMBERED = 512  # erased authors and posts, at most: the head has room for them
_UNHEARD = 128  # the same of those who were not known: sources erase many of whom we never heard


def erase(state: AudienceState, request: ErasureRequest, panel_key: bytes) -> AudienceState:
    """The state without what the request names. `panel_key` keys the hash by which the panel knows its authors."""
    at = millis(request.at)
    quotes = find_quoted(note_quoted(state.quoted, state.head), request, panel_key)
    if request.author:
        author = author_id(request.author, panel_key)
        state = _remember(state, {author: at}) if _is_known(state, author) else _remember_unheard(state, author, at)
        state = _drop_author(state, author, panel_key)
    if request.post:
        post = hash64(request.post)
        before, state = state, _drop_posts(state, {post}, panel_key)
        state = _remember_unheard(state, post, at) if state.pending is before.pending else state
    return (
        replace(state, quoted=quoted)
        if (quoted := forget_quoted(state.quoted, quotes)) is not state.quoted
        else state
    )


def is_erased(head: AudienceHead, author: int, post: int, at: Millis) -> bool:
    """Whether a post of that time, by its hash and its author's, is of what was erased."""
    return any(at < max(each.get(author, at), each.get(post, at)) for each in (head.erased, head.erased_unheard))


def keep_recent(erased: Mapping[int, Millis], since: Millis) -> dict[int, Millis]:
    """What of it still matters once no post of before `since` is taken any more."""
    return {id: before for id, before in erased.items() if before > since}


def _is_known(state: AudienceState, author: int) -> bool:
    return state.panel.get(author) is not None or state.pending.get(author) is not None


def _remember(state: AudienceState, erased: Mapping[int, Millis]) -> AudienceState:
    """The state with these, too, by the time before which nothing of theirs is taken; of all the latest."""
    if not erased:
        return state
    return replace(state, head=replace(state.head, erased=_latest(state.head.erased, erased, _REMEMBERED)))


def _remember_unheard(state: AudienceState, id: int, at: Millis) -> AudienceState:
    """The same of an author or a post that the state does not know."""
    unheard = _latest(state.head.erased_unheard, {id: at}, _UNHEARD)
    return replace(state, head=replace(state.head, erased_unheard=unheard))


def _latest(known: Mapping[int, Millis], new: Mapping[int, Millis], most: int) -> dict[int, Millis]:
    return dict(sorted({**known, **new}.items(), key=lambda each: (each[1], each[0]))[-most:])


def _drop_author(state: AudienceState, author: int, panel_key: bytes) -> AudienceState:
    entry = state.panel.get(author)
    posts = {id for _, id in entry.recent_posts} if entry else set()
    posts |= {post.id for post in state.pending.get(author) or ()}
    state = _drop_examples(forget_author_labels(_drop_posts(state, posts, panel_key), author), {author}, set())
    if state.outsiders.get(author) is not None:
        state = replace(state, outsiders=state.outsiders.with_changes({author: None}))
    return replace(state, panel=state.panel.with_changes({author: None})) if entry else state


def _drop_posts(state: AudienceState, ids: set[int], panel_key: bytes) -> AudienceState:
    """Without the posts of these hashed ids, whether they are pending or an example."""
    if not ids:  # of most authors and posts that sources ask to erase we know nothing
        return state
    pseudonyms = {pseudonym_of_post(panel_key, id) for id in ids}
    state = forget_labels(_drop_examples(state, set(), pseudonyms), pseudonyms)
    dropped = [post for posts in state.pending.values() for post in posts if post.id in ids]
    if not dropped:
        return state
    state = _remember(state, {post.id: post.at + 1 for post in dropped})
    changes = {author: _without(state.pending.get(author) or (), ids) for author in {post.author for post in dropped}}
    return replace(state, pending=state.pending.with_changes(changes))


def _without(posts: Iterable[PendingPost], ids: set[int]) -> tuple[PendingPost, ...] | None:
    """The posts but those, or None where none is left."""
    return tuple([post for post in posts if post.id not in ids]) or None


def _drop_examples(state: AudienceState, authors: set[int], pseudonyms: set[str]) -> AudienceState:
    """Without the examples of these authors and posts, however long ago they were told."""
    head = drop_examples(state.head, authors=authors, pseudonyms=pseudonyms)
    return state if head is state.head else replace(state, head=head)
