"""Chosen posts: what of a post goes on to an audience, once it is tagged."""

from typing import NamedTuple

from models.campaigns import Campaign
from models.journeys import TaggedPost
from models.posts import Post
from models.tags import Tags
from pipelines.quotes import quote_of
from pipelines.tags import Belonging


class ChosenPost(NamedTuple):
    """A post that goes on to an audience, to be tagged for it."""

    post: Post
    belonging: Belonging
    is_late: bool


def to_tagged_post(chosen: ChosenPost, tags: Tags, campaign: Campaign) -> TaggedPost:
    """The post with its tags, and of its words what people may be shown."""
    post, belonging, is_late = chosen
    return TaggedPost(
        id=post.id,
        channel=post.channel,
        author=post.author,
        kind=post.kind,
        created_at=post.created_at,
        campaign=belonging.campaign,
        audience=belonging.audience,
        tags=tags,
        excerpt=quote_of(post, tags, campaign),
        is_late=is_late,
    )
