"""Quoted posts: whose words an audience's decisions have quoted, so that they can be called back."""

import msgspec

QUOTED_LIMIT = 2_000  # of an audience, the latest: three an hour at most, so four weeks or more


class QuotedPost(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One post that a decision quoted: the keyed hashes of its author and of itself, and none of its words."""

    author: int
    post: int  # its pseudonym, as a number


class QuotedPosts(msgspec.Struct, frozen=True, array_like=True):
    """The posts that an audience's decisions quoted, by the time they were first quoted, the latest last."""

    posts: tuple[QuotedPost, ...] = ()
