"""`python -m tests.lint [FOLDER ...]`: prints every name that breaks a rule; exit code 1 if there is any.

With folders, only names of modules below them are shown.
"""

import sys

from tests.lint.names import problems
from tests.lint.source import definitions


def main(below: list[str]) -> int:
    """Runs the rules over the whole tree."""
    found = [each for each in problems(definitions()) if not below or any(part in each for part in below)]
    sys.stdout.writelines(f"{each}\n" for each in found)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
