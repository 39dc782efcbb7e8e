"""From texts to tables of weights: counts of features, linear heads, which heads are fitted on which sets."""
