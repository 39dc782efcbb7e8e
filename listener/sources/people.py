"""People: how a source calls people: by pseudonyms made with the key, all but the campaign's own accounts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from listener.importing.masking import mask_text
from models.author_keys import PUBLIC_AUTHOR_KEY, AuthorKey
from models.campaigns import Campaign

_LONGEST_LINK = 2_048
_MOST_LINKS, _MOST_HASHTAGS = 16, 64  # of a post
_LONGEST_HASHTAG = 256
_REMEMBERED = 8_192  # hashtags


@dataclass(frozen=True)
class People:
    """The key of all pseudonyms, and the flag (`brand`, `leader`, `employee`) of each account of the campaign's own.

    An own account is named by its native id, its handle, or both; letters' case means nothing.
    """

    key: AuthorKey
    own: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _may_stay(self) -> Callable[[str], bool]:
        """Whether a hashtag names nobody: a few are most of a network's."""
        return lru_cache(maxsize=_REMEMBERED)(lambda hashtag: self.mask(hashtag) == hashtag)

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        return {name.lstrip("@").lower(): flag for name, flag in self.own.items()}

    @cached_property
    def _kept(self) -> frozenset[str]:
        return frozenset(self._folded)

    def author(self, channel: str, native: str) -> str:
        """What the author of that native id is called."""
        return self.key.author_pseudonym(channel, native)

    def post(self, channel: str, native: str) -> str:
        """The id of the post that the channel calls so."""
        return self.key.post_pseudonym(channel, native)

    def is_own(self, *names: str) -> bool:
        """Whether one of these is an account of the campaign's own."""
        return bool(self._folded) and any(name.lstrip("@").lower() in self._folded for name in names)

    def flags(self, *names: str) -> tuple[str, ...]:
        """What is known of an account, by any of its names."""
        if not self._folded:
            return ()
        found = (self._folded.get(name.lstrip("@").lower()) for name in names)
        return tuple(dict.fromkeys(flag for flag in found if flag))

    def mask(self, text: str, own_names: Iterable[str] = ()) -> str:
        """The text with `@user` for whoever is named in it, but for own accounts; `own_names` are its author's."""
        return mask_text(text, own_names, keep=self._kept)

    def links(self, links: Iterable[str]) -> tuple[str, ...]:
        """Those that lead to no account and are no address, each once."""
        found = dict.fromkeys(each for each in links if each and len(each) <= _LONGEST_LINK)
        return tuple([each for each in found if self.mask(each) == each][:_MOST_LINKS])

    def hashtags(self, hashtags: Iterable[str]) -> tuple[str, ...]:
        """Those that name nobody, without their sign, each once."""
        found = dict.fromkeys(each.strip().lstrip("#＃")[:_LONGEST_HASHTAG] for each in hashtags)
        return tuple([each for each in found if each and self._may_stay(f"#{each}")][:_MOST_HASHTAGS])


# No own accounts, and the key that everybody may know: for what never meets people.
NOBODY = People(PUBLIC_AUTHOR_KEY)


def people_of(channel: str, campaigns: Iterable[Campaign], key: AuthorKey) -> People:
    """How people are called on a channel: with the flags of the campaigns' own accounts there.

    Without a channel, of whatever channel a post says that it is: an account is known with its channel before it.
    """
    prefix = f"{channel}:" if channel else ""
    own = {
        account.removeprefix(prefix): speaker.value
        for campaign in campaigns
        for speaker, accounts in campaign.own_accounts.by_speaker().items()
        for account in accounts
        if account.startswith(prefix)
    }
    return People(key, own)
