"""The scenario file: YAML in, a checked Scenario out, or the reason why not. The shipped ones lie in ../scenarios."""
