"""Local: the whole product in one process, over a log on disk: `listener run`.

sources -> `gathering` -> log -> `deciding` -> log -> board and alerts

What decides is `logged_flow`, which `listener replay --from-log` runs, too: the same batches give the same signals.
"""
