"""Decision quality: simulated audiences whose truth is known, the rule, and the baselines beside it."""
