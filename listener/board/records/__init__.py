"""Records: where the board's decisions, signals and reports come from, and where people's commands go."""
