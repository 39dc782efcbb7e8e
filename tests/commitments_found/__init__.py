"""What `listener commitments find` finds, measured: sentences that we wrote, and public promises.

written.tsv   half of what we wrote, before there was a finder: it was made by these
unseen.tsv    the other half, drawn by a hash of the text: never looked at while it was made
public.tsv    commitments and news of companies and states, paraphrased; `case` names the source. Not looked at

Columns: language, day on which it was said, the brand's names, whether it is a promise, due day, value, unit (one
word of it; `-` is not asked), cadence in days, which case it is, text.
"""
