"""Importing: files that other tools export, as posts of ours, with pseudonyms in place of people.

table_files    a file's bytes to rows: encodings, tables with any separator, JSON of several forms
shapes         the exports that are known by sight: which column is what
mapping        which column is what, as told, or guessed from the names of columns
moments        the forms in which times are written
own_names      the pattern that finds an author's names in a text
masking        what must not come in with a text: handles, names, addresses of e-mail, links to the author
converting     a row to a post, or why it is none
import_report  what came of all rows
keys           the secret that makes pseudonyms
"""
