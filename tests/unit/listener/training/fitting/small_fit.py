"""Fits small tables of both kinds in a process of their own, and prints a digest of every number of them."""

import hashlib

import numpy as np

from listener.training.data.written_acts import read_written_acts
from listener.training.fitting.act_table import count_wordings, fit_acts, keep_frequent
from listener.training.fitting.sentiment_tables import count_written
from listener.training.fitting.tables import fit_sentiment_table, select_examples

_EVERY = 120  # of the written posts: enough for every kind


def digest_small_tables() -> str:
    """A digest of a table of sentiment and a table of acts, fitted now."""
    return hashlib.sha256(
        b"".join(np.ascontiguousarray(each).tobytes() for each in (*_sentiment(), *_acts()))
    ).hexdigest()


def _sentiment() -> list[np.ndarray]:
    written = count_written("da")["da"]
    some = select_examples(written, range(0, len(written.examples), _EVERY // 10))
    return [np.asarray(each) for each in fit_sentiment_table([(some, 1.0)])[1:]]


def _acts() -> list[np.ndarray]:
    posts = read_written_acts()[::_EVERY]
    features = keep_frequent(count_wordings([each.text for each in posts], [each.language for each in posts]))
    kinds, told = (np.array([getattr(each, name) for each in posts]) for name in ("kind", "testimony"))
    return [np.asarray(each) for each in fit_acts(features, kinds, told, np.ones(len(posts)))[1:]]


if __name__ == "__main__":
    print(digest_small_tables())  # noqa: T201 - its caller reads it
