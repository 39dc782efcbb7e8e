"""A key is told apart by its id, never shown, and makes of each campaign a panel that nobody outside can foretell."""

import hmac

from hypothesis import given
from hypothesis import strategies as st
from rich.pretty import pretty_repr

from models.author_keys import PUBLIC_AUTHOR_KEY, AuthorKey, pseudonym_of_post
from pipelines.flow import watched_audiences
from pipelines.journeys.authors import author_id
from tests.making import campaign

SECRET = bytes(range(1, 33))
KEY = AuthorKey(SECRET)


def test_a_secret_is_in_no_text_of_the_key_or_of_what_holds_it() -> None:
    watched = watched_audiences([campaign()], "tags", KEY)["relief|locals"]
    assert watched.panel_key
    shown = repr(KEY) + str(KEY) + pretty_repr(KEY) + repr(watched) + pretty_repr(watched)
    assert repr(SECRET)[2:10] not in shown
    assert SECRET.hex() not in shown
    assert KEY.id in shown


def test_another_key_has_another_id_and_the_public_one_says_so() -> None:
    assert KEY.id != AuthorKey(bytes(32)).id
    assert PUBLIC_AUTHOR_KEY.id == "public"


def test_each_campaign_has_a_key_of_its_own() -> None:
    assert len({KEY.panel_key("relief"), KEY.panel_key("march"), AuthorKey(bytes(32)).panel_key("relief")}) == 3


def test_ids_that_were_chosen_by_the_public_hash_have_no_better_place_under_a_secret_key() -> None:
    public = PUBLIC_AUTHOR_KEY.panel_key("relief")
    names = [f"troll-{number}" for number in range(20_000)]
    chosen = sorted(names, key=lambda name: author_id(name, public))[:400]  # the lowest 2 %
    places = sorted(names, key=lambda name: author_id(name, KEY.panel_key("relief")))[:400]
    assert len({*chosen} & {*places}) < 25  # 8 are expected by chance; all 400 without a secret


def test_a_post_has_another_name_in_each_campaign_and_under_each_key_and_it_says_nothing_of_the_id() -> None:
    keys = [KEY.panel_key("relief"), KEY.panel_key("march"), PUBLIC_AUTHOR_KEY.panel_key("relief")]
    names = [pseudonym_of_post(key, 7) for key in keys]
    assert len({*names, pseudonym_of_post(keys[0], 8)}) == 4
    assert all(len(name) == 16 for name in names)
    assert names[0] == pseudonym_of_post(KEY.panel_key("relief"), 7)


@given(st.binary(min_size=1, max_size=200), st.text(max_size=60))
def test_a_pseudonym_is_the_hmac_of_the_channel_and_the_id(secret: bytes, native: str) -> None:
    expected = hmac.new(secret, f"forum:{native}".encode("utf-8", "surrogatepass"), "sha256").hexdigest()
    assert AuthorKey(secret).author_pseudonym("forum", native) == expected[:32]
