"""Cadences: how often a sentence promises to tell again, in days."""

import re

_CADENCES = (
    (
        7,
        r"\b(?:every|each) week\b|\bweekly\b|\bhver uke\b|\bukentlig\b|\bkvar veke\b|\bvarje vecka\b"
        r"|\bhver uge\b|\bjede woche\b|\bwöchentlich\b|\bchaque semaine\b|\bcada semana\b|\bogni settimana\b"
        r"|\btoda semana\b",
    ),
    (
        30,
        r"\b(?:every|each) month\b|\bmonthly\b|\bhver måned\b|\bmånedlig\b|\bkvar månad\b|\bvarje månad\b"
        r"|\bjeden monat\b|\bmonatlich\b|\bchaque mois\b|\b(?:cada|todo) m[eê]s\b|\bogni mese\b",
    ),
    (
        90,
        r"\b(?:every|each) quarter\b|\bquarterly\b|\bevery three months\b|\bhvert kvartal\b|\bkvartalsvis\b"
        r"|\bkvart kvartal\b|\bvarje kvartal\b|\bjedes quartal\b|\bvierteljährlich\b|\bchaque trimestre\b"
        r"|\bcada trimestre\b|\bogni trimestre\b",
    ),
    (
        180,
        r"\bevery six months\b|\btwice a year\b|\bhvert halvår\b|\bhalvårlig\b|\bhalbjährlich\b"
        r"|\bchaque semestre\b|\bcada semestre\b",
    ),
    (
        365,
        r"\b(?:every|each) year\b|\b(?:yearly|annually)\b|\bhvert år\b|\bårlig\b|\bkvart år\b|\bvarje år\b"
        r"|\bårligt\b|\bjedes jahr\b|\bjährlich\b|\bchaque année\b|\bcada a[ñn]o\b|\bogni anno\b|\btodo ano\b",
    ),
)
_FOUND = tuple((days, re.compile(pattern)) for days, pattern in _CADENCES)


def find_cadence(text: str) -> int | None:
    """Days between two reports, of a text in small letters; None where it names none."""
    return next((days for days, pattern in _FOUND if pattern.search(text)), None)
