"""Examples: the posts that decisions quote, each with its author's hash, by which it can be forgotten at any time."""

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from models.decisions import Example
from models.journeys import PendingPost
from pipelines.windows.state import AudienceHead

_MOST = 3  # that a decision shows; nothing is decided by them
_NOBODY = 0  # the author of an example that an earlier release kept: it knew no author


def add_examples(head: AudienceHead, posts: Sequence[PendingPost]) -> AudienceHead:
    """The head with the latest of these posts, and of those before, as examples."""
    if not posts:
        return head
    examples = (*head.examples, *(Example(post.post, post.act, post.excerpt) for post in posts))
    authors = (*example_authors(head), *(post.author for post in posts))
    return replace(head, examples=examples[-_MOST:], example_authors=authors[-_MOST:])


def clear_examples(head: AudienceHead) -> AudienceHead:
    """The head without examples."""
    return replace(head, examples=(), example_authors=()) if head.examples else head


def drop_examples(
    head: AudienceHead, *, authors: Collection[int] = (), pseudonyms: Collection[str] = ()
) -> AudienceHead:
    """The head without examples of these authors, by hash, and without these posts, by pseudonym."""
    both = list(zip(head.examples, example_authors(head), strict=True))
    kept = [each for each in both if each[1] not in authors and each[0].pseudonym not in pseudonyms]
    if len(kept) == len(both):
        return head
    examples, who = tuple(example for example, _ in kept), tuple(author for _, author in kept)
    return replace(head, examples=examples, example_authors=who)


def example_authors(head: AudienceHead) -> tuple[int, ...]:
    """The author of each example, by hash."""
    return (_NOBODY,) * (len(head.examples) - len(head.example_authors)) + head.example_authors
