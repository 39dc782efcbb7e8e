"""Importing: files that other tools export, as posts of ours, with pseudonyms in place of people.

table_files    a file's bytes to rows: encodings, tables with any separator, JSON of several forms
table_headers  which line of a table names its columns
json_items     the records of a long JSON document, one by one
shapes         the exports that are known by sight: which column is what
mapping        which column is what, as told, or guessed from the names of columns
moments        the forms in which times are written
own_names      the pattern that finds an author's names in a text
masking        what must not come in with a text: handles, names, addresses of e-mail, links to the author
converting     a row to a post, or why it is none
sorted_posts   posts in the order of their times, on disk
import_report  what came of all rows
keys           the secret that makes pseudonyms
"""
