"""Scripts: sets of characters, as the inside of a set of a regular expression, and what script a character is of."""

# Python's \\w leaves out combining marks, which are vowel signs in Hindi, Thai and Arabic.
MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u0e00-\u0eff\u0f18-\u0fbc"
    "\u102b-\u109d\u17b4-\u17dd\ua9e5\uaa7b-\uaa7d"
)
HANGUL = "\u3131-\u318e\uac00-\ud7a3"
KATAKANA = "\u30a1-\u30fa\u30fc"
# Thai, Lao, Tibetan, Burmese, Khmer, Tai and Javanese letters, Chinese and Japanese: written without spaces.
UNSPACED = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u1aaf\u2e80-\u3130\u318f-\u9fff\ua000-\ua4cf\ua980-\ua9ff"
    "\uaa60-\uaa7f\uf900-\ufaff\U00020000-\U0003ffff"
)
