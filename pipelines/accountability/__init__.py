"""Accountability: what a brand promised, said of it since, and owes. Pure: event time is an argument.

post, tags -> update or demand    `concerns`, `hearing`: whose commitment it is about, how specific
record ----> book                 `receive_record`, `receive_demand`: until their hour closes
hour ------> book, signals        `advance_book`: states, silence, demand; entries of the ledger
book ------> debt, indicator      `find_debt`, `indicate`
"""

from pipelines.accountability.book import Advance, advance_book, receive_demand, receive_record, record_id
from pipelines.accountability.changes import find_changes
from pipelines.accountability.concerns import CommitmentReader, Concern
from pipelines.accountability.days import local_day_number
from pipelines.accountability.debt import find_debt
from pipelines.accountability.hearing import CommitmentHearing, PostTagger
from pipelines.accountability.indicator import indicate, score_parts
from pipelines.accountability.ledger import LedgerCheck, encode_entry, seal_record, verify_ledger

__all__ = [
    "Advance",
    "CommitmentHearing",
    "CommitmentReader",
    "Concern",
    "LedgerCheck",
    "PostTagger",
    "advance_book",
    "encode_entry",
    "find_changes",
    "find_debt",
    "indicate",
    "local_day_number",
    "receive_demand",
    "receive_record",
    "record_id",
    "score_parts",
    "seal_record",
    "verify_ledger",
]
