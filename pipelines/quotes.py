"""Quotes: whether people may be shown anything of a post, and what. All other posts are counted, and never shown.

What may be shown is the sentence that the tagger found (`pipelines.tags.quoting`: a whole sentence, of a recognised
act, in a language that we read, in a post that tells of no harm), where the campaign quotes at all and the author
speaks as a person: no brand, leader, employee or bot. Windows show it from chapters beyond awareness alone.
"""

from models.campaigns import Campaign
from models.posts import Post
from models.tags import Tags

_LONGEST = 200  # characters: what an alert or a card has room for
_ELLIPSIS = "…"


def quote_of(post: Post, tags: Tags, campaign: Campaign) -> str:
    """The words of the post that people may be shown, 200 characters and an ellipsis at most; empty for none."""
    if tags.quote is None or tags.testimony or post.author_flags or not campaign.quotes:
        return ""
    return _shorten((post.text or "")[tags.quote.start : tags.quote.end])


def _shorten(sentence: str) -> str:
    """The sentence on one line, where it is long cut after a word."""
    line = " ".join(sentence.split())
    if len(line) <= _LONGEST:
        return line
    return line[: _LONGEST + 1].rpartition(" ")[0].rstrip(" ,;:–-") + _ELLIPSIS
