"""Faces drawn with marks: how many smiles and frowns, in lanes of one number."""

import re

_LANE = 16  # bits
_ANY = re.compile(r"[:;=<^_]|[xX]D")  # a text without one of these has no face
_MAY = re.compile(r"[:;=8xX<^_]|-\.-")  # a piece without one of these has neither a smile nor a frown
_SMILE = re.compile(r"[:;=8xX][-o*']?[)\]dDpP3*]|<3|\^\^|[(\[]-?[:;=]")
_FROWN = re.compile(r"[:=][-o*']*[(\[/\\|@]|-\.-|-_-|;\(|T_T")


def faces(piece: str) -> int:
    """The faces in a piece of text without spaces, to be added to those of others."""
    if not _MAY.search(piece := piece.replace("://", " ")):
        return 0
    any_, smiles, frowns = bool(_ANY.search(piece)), len(_SMILE.findall(piece)), len(_FROWN.findall(piece))
    return any_ << (2 * _LANE) | frowns << _LANE | smiles


def counted(faces: int) -> tuple[int, int]:
    """Smiles and frowns of a text, from the sum over its pieces."""
    if not faces >> (2 * _LANE):
        return 0, 0
    least = (1 << _LANE) - 1
    return faces & least, faces >> _LANE & least
