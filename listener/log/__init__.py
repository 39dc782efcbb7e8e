"""Logs: what came in and what came of it, appended and kept: on disk (`log_file`), or on Kafka (`topics_log`).

`base` says what a log keeps to; `tests/contracts/test_logs.py` holds both to it.
"""
