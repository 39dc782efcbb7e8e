"""The command line, without a process of its own."""
