"""Makings: what people make of a story, as a post shows it: its format, places that it names, what was started.

By words and addresses alone: a format or an initiative by the site that its link leads to, a place by the word before
it (`in Bergen`). A place is a few capitalised words after such a word. What no list of ours has is missed.
"""

import re
from collections.abc import Iterator

from models.posts import Post

FORMAT_MARK, PLACE_MARK, INITIATIVE_MARK = "format:", "place:", "initiative:"
_OF_EACH, _LONGEST, _FOLDERS = 2, 60, 2  # marks of a post; characters of a name; of an address that name what it is

_FORMATS = {
    "video": ("youtube.com", "youtu.be", "vimeo.com", "twitch.tv", "dailymotion.com"),
    "short-video": ("tiktok.com", "vine.co"),
    "picture": ("instagram.com", "imgur.com", "i.redd.it", "flickr.com", "pinterest.com", "twitpic.com"),
    "sound": ("spotify.com", "soundcloud.com", "podcasts.apple.com", "bandcamp.com"),
    "text": ("medium.com", "substack.com", "wordpress.com", "blogspot.com", "tumblr.com"),
}
_INITIATIVES = (
    *("change.org", "avaaz.org", "openpetition.de", "opprop.net", "skrivunder.net", "petition.parliament.uk"),
    *("gofundme.com", "spleis.no", "betterplace.org", "justgiving.com", "leetchi.com", "indiegogo.com"),
    *("eventbrite.com", "meetup.com", "facebook.com/events", "facebook.com/groups", "mobilize.us"),
    *("forms.gle", "docs.google.com/forms", "discord.gg", "umap.openstreetmap.fr", "google.com/maps"),
)
_BEFORE_PLACES = {
    "en": "in|near|outside|across",
    **dict.fromkeys(("nb", "nn", "da", "sv"), "i"),
    "es": "en",
    "pt": "em",
    "fr": "à",
    "it": "a",
}
_NAME = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{2,}(?:[- ][A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{2,}){0,2}"
_find_places = {code: re.compile(rf"\b(?:{words}) ({_NAME})\b").findall for code, words in _BEFORE_PLACES.items()}
_NO_PLACES = frozenset(
    """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday english spanish french german norwegian danish swedish italian god jesus christ
    christmas easter heaven congress parliament twitter facebook its wake case general dios
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    janeiro fevereiro janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    januar februar juni juli desember
    """.split()  # noqa: SIM905 - a list of words reads as one
)
_is_thread = re.compile(r"🧵|(?:^|\s)1/\d*(?:\s|$)").search
_find_end = re.compile(r"[?#]").split
_find_links = re.compile(r"https?://\S+").findall


def list_makings(post: Post, language: str) -> tuple[str, ...]:
    """Marks of a post: `format:video`, `place:bergen`, `initiative:gofundme.com/f/...`. A few of each, in order."""
    links = [each for link in (*post.links, *_find_links(post.text or "")) if (each := shorten_link(link))]
    formats = {name for name, sites in _FORMATS.items() if any(_leads_to(each, sites) for each in links)}
    if _is_thread(post.text or ""):
        formats.add("thread")
    started = {each for each in links if _leads_to(each, _INITIATIVES) and "/" in each and len(each) <= _LONGEST}
    found = {FORMAT_MARK: formats, PLACE_MARK: set(_name_places(post, language)), INITIATIVE_MARK: started}
    return tuple(f"{kind}{name}" for kind, names in found.items() for name in sorted(names)[:_OF_EACH])


def shorten_link(link: str) -> str:
    """The site and the first folders of an address, without what only counts visits; nothing of one that is none."""
    address = _find_end(link.casefold().partition("://")[2])[0].strip(").,;!\"'")
    site, *folders = [each for each in address.split("/") if each] or [""]
    host = site.rpartition("@")[2].partition(":")[0].removeprefix("www.").removeprefix("m.")
    return "/".join([host, *folders[:_FOLDERS]]) if host else ""


def _leads_to(link: str, sites: tuple[str, ...]) -> bool:
    host = link.partition("/")[0]
    return any(f"{link}/".startswith(f"{site}/") or ("/" not in site and host.endswith(f".{site}")) for site in sites)


def _name_places(post: Post, language: str) -> Iterator[str]:
    find = _find_places.get(language)
    for name in find(post.text or "") if find else ():
        folded = name.casefold()
        if len(folded) <= _LONGEST and _NO_PLACES.isdisjoint(folded.split()):
            yield folded
