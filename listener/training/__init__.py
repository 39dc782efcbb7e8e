"""Trains and measures the classifiers of pipelines/tags on the labelled sets of ../shared/data.

data/ reads the sets; fitting/ counts what the tagger sees of a text and fits tables of weights; calibrating/ fits
what is not a weight (thresholds, trust, how sure a stage is); measuring/ measures all of it on texts that it was not
fitted on. train.py writes pipelines/tags/linear/weights, evaluate.py the figures. No worker imports any of it.
"""
