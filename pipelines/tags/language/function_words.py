"""Small words that give a language away. Lists of spaCy (MIT), and our own for what it lacks or cannot tell apart."""

# ruff: noqa: E501 - a language is one line

from collections import Counter
from importlib import import_module

_FROM_SPACY = (
    "ar",
    "da",
    "de",
    "en",
    "es",
    "fi",
    "fr",
    "hi",
    "id",
    "it",
    "nb",
    "nl",
    "pl",
    "pt",
    "ro",
    "ru",
    "sv",
    "tr",
)

_OURS = {
    "nn": "eg ikkje kva kven kvifor korleis kvar noko nokon nokre dei ho hjå sjølv mykje vere vera vart skal vil meir "
    "einaste eit ein alle saman berre difor medan frå no då også blei heile gjer gjere sjå veit trur",
    "hi": "hai nahi nahin kya mein aur ko bhi tha raha rahe rahi hain hum tum aap yeh woh kuch koi kaise kyu kyun abhi "
    "apne apna apni mera meri mere tera teri bhai toh liye wala wale gaya hua karo kare jab tak bas bahut bohot accha "
    "acha hoga hogi sirf matlab nhi kar rha hua hui dekho chahiye",  # Hindi as it is typed in Latin letters
}


CODES = tuple(sorted({*_FROM_SPACY, *_OURS}))
LANE = 16  # bits: the votes of more words than are ever counted
VOTE = 6  # of a word that one language has alone; two or three share it


def _lists() -> dict[str, set[str]]:
    lists = {code: set(import_module(f"spacy.lang.{code}.stop_words").STOP_WORDS) for code in _FROM_SPACY}
    for code, ours in _OURS.items():
        lists[code] = lists.get(code, set()) | set(ours.split())
    return lists


def _votes() -> dict[str, int]:
    """Word -> a vote for each language that uses it, the more the fewer they are, in lanes of one number (LANE bits a
    language, in the order of CODES); words of four languages or more say nothing."""
    lists = _lists()
    used_by = Counter(word for words in lists.values() for word in words)
    votes: Counter[str] = Counter()
    for place, code in enumerate(CODES):
        for word in lists[code]:
            if used_by[word] <= 3 and (len(word) > 1 or not word.isascii()):
                votes[word.lower()] += (VOTE // used_by[word]) << (LANE * place)
    return dict(votes)


VOTES = _votes()
