"""The posts: the arrays of the audience model as NDJSON with text, in the order in which they arrive."""
