"""The program as a person runs it: processes, files, exit codes."""
