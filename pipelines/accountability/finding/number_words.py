"""Number words: numbers as people write them, in digits or in the words of a language that we read."""

import re
from functools import lru_cache

from pipelines.accountability.specifics import parse_number

_VALUES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 40, 50, 100, 1_000)
_WORDS = {  # in the order of _VALUES
    "en": "two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty hundred thousand",
    "nb": "to tre fire fem seks syv åtte ni ti tolv femten tjue tretti førti femti hundre tusen",
    "nn": "to tre fire fem seks sju åtte ni ti tolv femten tjue tretti førti femti hundre tusen",
    "sv": "två tre fyra fem sex sju åtta nio tio tolv femton tjugo trettio fyrtio femtio hundra tusen",
    "da": "to tre fire fem seks syv otte ni ti tolv femten tyve tredive fyrre halvtreds hundrede tusind",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn zwölf fünfzehn zwanzig dreißig vierzig fünfzig "
    "hundert tausend",
    "fr": "deux trois quatre cinq six sept huit neuf dix douze quinze vingt trente quarante cinquante cent mille",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez doce quince veinte treinta cuarenta cincuenta cien mil",
    "it": "due tre quattro cinque sei sette otto nove dieci dodici quindici venti trenta quaranta cinquanta "
    "cento mille",
    "pt": "dois três quatro cinco seis sete oito nove dez doze quinze vinte trinta quarenta cinquenta cem mil",
    "ar": "اثنين ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة - - عشرين ثلاثين أربعين خمسين مئة ألف",
    "hi": "दो तीन चार पांच छह सात आठ नौ दस बारह पंद्रह बीस तीस चालीस पचास सौ हजार",
}
# What multiplies a number before it, or is one with an article.
_SCALES = {
    1_000: "thousand tusen tusind tausend mille mila mil ألف हजार",
    100_000: "lakh लाख",
    1_000_000: "million millions millioner miljoner millionen millón millones milione milioni milhão milhões "
    "mill mio مليون मिलियन",
    10_000_000: "crore करोड़",
    1_000_000_000: "billion billions milliard milliarder miljard miljarder milliarden milliards miliardo "
    "miliardi bn mrd مليار",
    1_000_000_000_000: "trillion trillions billioner billionen",
}
SCALES = {word: float(value) for value, words in _SCALES.items() for word in words.split()}
SHORT_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9}  # behind a sum of money
_LONE = "million|billion|trillion|milliard|miljard|millón|milione|milhão|hundred|thousand"
_LONE_VALUES = {**SCALES, "hundred": 100.0}

_DIGITS = r"(?<![\w.,])\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d{1,2})?|(?<![\w.,])\d{1,13}(?:[.,]\d{1,4})?"
_SCALE = "|".join(sorted(map(re.escape, SCALES), key=len, reverse=True))


@lru_cache(maxsize=32)
def number_words(language: str) -> dict[str, float]:
    """The values of a language's words."""
    words = _WORDS.get(language, _WORDS["en"]).split()
    return {word: float(value) for word, value in zip(words, _VALUES, strict=True) if word != "-"}


@lru_cache(maxsize=32)
def number_pattern(language: str) -> str:
    """A number of a language: groups digits, word, scale and lone."""
    words = "|".join(sorted(map(re.escape, number_words(language)), key=len, reverse=True))
    return (
        rf"(?:(?:(?P<digits>{_DIGITS})|(?<!\w)(?P<word>{words})(?!\w))(?:[ \u00a0-]?(?P<scale>{_SCALE})(?!\w))?"
        rf"|(?<!\w)(?:an?|en|eine?|une?|uno?|uma?) (?P<lone>{_LONE})(?!\w))"
    )


def read_written_number(found: re.Match[str], language: str) -> float | None:
    """The value of a match of the language's pattern; None for one that cannot be read."""
    if found["lone"]:
        return _LONE_VALUES[found["lone"]]
    value = parse_number(found["digits"]) if found["digits"] else number_words(language)[found["word"]]
    if value is None:
        return None
    return value * SCALES[found["scale"]] if found["scale"] else value
