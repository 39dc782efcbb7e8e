"""Fast: the evaluations of VADER, py3langid and spaCy's Matcher for streams, each equal to the library's own."""
