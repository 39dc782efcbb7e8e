"""Normal form: the characters of a text as they are read, and where each stood in the text as it was written.

Written forms of one letter become one letter: NFC throughout, and NFKC where it folds a letter into letters (full
width, mathematical, superscript, ligatures, Arabic presentation forms), not where it spells out a symbol (`™` is no
`TM`). Every apostrophe is `'`, every hyphen `-`. What nobody sees or may leave out is dropped: soft hyphens,
zero-width characters, variation selectors, Arabic vowel signs and tatweel, Hebrew points, stress marks.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

MAX_TEXT_LENGTH = 4_000  # code points of a text that are read: it bounds the cost, and few posts are longer
_REMEMBERED = 2_048  # texts out of normal form: more than posts between matching and tagging a batch

_APOSTROPHES = "`´ʹʻʼʽʾʿˈ՚׳‘’‛′‵ꞌ＇"
_HYPHENS = "‐‑﹣－"
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True))
_LIKE_EMOJI = "ℹⓂ㊗㊙"  # letters by name, pictures by use
# Of compatibility decompositions, those that are another form of the same letter.
_LETTER_FORMS = ("<font>", "<wide>", "<narrow>", "<initial>", "<medial>", "<final>", "<isolated>", "<super>", "<sub>")
_SCANNED = ((0x80, 0x3130), (0x3190, 0x3400), (0xA640, 0xAC00), (0xF900, 0x10000))  # the rest is its own form
_ODD_BEYOND = "\U0001d400-\U0001d7ff\U0001f100-\U0001f16f\U0002f800-\U0002fa1d"  # mathematical, ringed, ideographs

# Marks that join the letter before them in NFC, or are dropped after it.
_LATIN_MARKS = "\u0300-\u036f"
_DROPPED_MARKS = (
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff\u20d0-\u20dc\u20e1\u20e5-\u20f0\ufe20-\ufe2f"
)
_DROPPED = (
    "\u00ad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_JOINING = (
    "\u093c\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56\u0cc2\u0cd5\u0cd6\u0d3e\u0d57"
    "\u0dcf\u0dca\u0ddf\u102e\u3099\u309a\uff9e\uff9f"
)
_JAMO = "\u1100-\u115e\u1161-\u11ff"


class Shifts(NamedTuple):
    """Where runs of a normal form begin in it and in what was written, and where each ends there; within a run that
    is `plain`, places move one by one; another stands for all that was written there."""

    begins: Sequence[int]
    written: Sequence[int]
    ends: Sequence[int]
    plain: Sequence[bool]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the normal form stood in what was written, in code points."""
        return self._first(start)[0], self._first(max(start, end - 1))[1]

    def _first(self, at: int) -> tuple[int, int]:
        run = bisect_right(self.begins, at) - 1
        if not self.plain[run]:
            return self.written[run], self.ends[run]
        first = self.written[run] + at - self.begins[run]
        return first, first + 1


_Run = tuple[int, int, int, bool]  # begins, written, ends, plain


class NormalText(NamedTuple):
    """A text in normal form; shifts are None where every character stands where it was written."""

    text: str
    shifts: Shifts | None = None


def normalise(written: str) -> NormalText:
    """The normal form of the first MAX_TEXT_LENGTH code points of a text."""
    text = written if len(written) <= MAX_TEXT_LENGTH else written[:MAX_TEXT_LENGTH]
    if not text.isascii():
        text = text.replace("’", "'").replace("‘", "'")  # most texts have no other odd character
    elif "`" not in text:
        return NormalText(text)
    return _normalise_odd(text) if _IS_ODD.search(text) else NormalText(text)


def clean(text: str) -> str:
    """The normal form alone."""
    return normalise(text).text


@lru_cache(maxsize=_REMEMBERED)
def _normalise_odd(written: str) -> NormalText:
    pieces: list[str] = []
    runs: list[_Run] = []
    done = length = 0
    for found in _ODD.finditer(written):
        start, end = found.span()
        piece = _form_of(found[0])
        if start > done:
            runs.append((length, done, start, True))
        pieces += (written[done:start], piece)
        length += start - done
        if piece:
            runs.append((length, start, end, end - start == len(piece) == 1))
        length, done = length + len(piece), end
    runs.append((length, done, len(written), True))
    text = "".join((*pieces, written[done:]))
    return NormalText(text, _shifts(runs) if len(text) != len(written) or not _is_even(runs) else None)


def _is_even(runs: Iterable[_Run]) -> bool:
    return all(begin == written and plain for begin, written, _, plain in runs)


def _shifts(runs: Sequence[_Run]) -> Shifts:
    return Shifts(*map(tuple, zip(*runs, strict=True)))


@lru_cache(maxsize=32_768)  # letters with their marks: a few thousand in use
def _form_of(piece: str) -> str:
    """The normal form of a letter and the marks on it; what a fold gives may fold again."""
    seen = _AM.sub(_write_am, _INVISIBLE.sub("", piece))
    composed = "".join(map(_fold_char, unicodedata.normalize("NFC", seen)))
    folded = _LEFT_OUT.sub("", unicodedata.normalize("NFC", composed))
    return folded if folded == piece else _form_of(folded)


def _write_am(found: re.Match[str]) -> str:
    return f"{found[1]}{chr(ord(found[2]) + 1)}"


def _fold_char(char: str) -> str:
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    if char in _APOSTROPHES:
        return "'"
    if char in _HYPHENS:
        return "-"
    if char in _SMALL_CAPITALS:
        return _SMALL_CAPITALS[char]
    return "I" if char == "İ" else _fold_letter(char)


def _fold_letter(char: str) -> str:
    kind, folded = unicodedata.decomposition(char).split(" ")[0], unicodedata.normalize("NFKC", char)
    category = unicodedata.category(char)
    if not kind.startswith("<") or char in _LIKE_EMOJI:
        return char
    if kind in ("<wide>", "<narrow>") and len(folded) == 1:
        return folded
    if not all(each.isalnum() or unicodedata.combining(each) for each in folded):
        return char
    is_letter = category[0] == "L" or category in ("Nd", "Nl", "Mn")
    is_form = kind in _LETTER_FORMS and category != "So"
    is_ringed_or_radical = category == "So" and len(folded) == 1 and (folded.isascii() or kind == "<compat>")
    return folded if is_letter or is_form or is_ringed_or_radical else char


def _odd_characters() -> str:
    """Every single character below U+10000 that has another normal form, as a regular expression lists them: a set of
    single characters beyond would be searched one by one."""
    scanned = (chr(code) for first, end in _SCANNED for code in range(first, end))
    folded = [each for each in scanned if "".join(map(_fold_char, unicodedata.normalize("NFC", each))) != each]
    return re.escape("".join(folded)) + _APOSTROPHES


# Thai and Lao AM, written as a ring and AA around a tone mark.
_AM = re.compile("[\u0e4d\u0ecd]([\u0e48-\u0e4b\u0ec8-\u0ecb]?)([\u0e32\u0eb2])")
_INVISIBLE = re.compile(f"[{_DROPPED}]")
_LEFT_OUT = re.compile(f"[{_DROPPED_MARKS}{_LATIN_MARKS}]")
_MARKS_ON_LETTERS = f"{_LATIN_MARKS}{_DROPPED_MARKS}{_JOINING}"
_SINGLE = f"{_odd_characters()}{_ODD_BEYOND}\ud800-\udfff"
_IS_ODD = re.compile(f"[{_MARKS_ON_LETTERS}{_JAMO}{_DROPPED}{_SINGLE}\u0e4d\u0ecd]")
# Bounded, so that what is remembered of pieces is.
_ODD = re.compile(
    f"[^\\s]?[{_DROPPED}]{{0,9}}[{_MARKS_ON_LETTERS}][{_MARKS_ON_LETTERS}{_DROPPED}]{{0,30}}"
    f"|[가-힣]?[{_JAMO}]{{1,30}}|{_AM.pattern}|[{_DROPPED}]{{1,30}}|[{_SINGLE}]"
)
