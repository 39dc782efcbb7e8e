"""Commands: one module for each, named for it. What is heavy is imported when the command runs."""
