"""Trains and measures the classifiers of pipelines/tags on ../shared/data. Owns the reading of those sets and the
writing of pipelines/tags/linear/weights; nothing here runs in the worker."""
