"""What is fitted and is not a weight: thresholds, trust in phrases, how probable a stage is said to be."""
