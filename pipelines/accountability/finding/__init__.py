"""Finding: commitments that a brand's own posts and reports make, as proposals. A person puts them on record.

sentence -> is it a promise, whose    `promise_words`, by language
sentence -> by when, how much, how often    `due_days`, `amounts`, `cadences`
text -> proposals    `proposals`
"""

from pipelines.accountability.finding.proposals import Brand, Proposal, propose

__all__ = ["Brand", "Proposal", "propose"]
