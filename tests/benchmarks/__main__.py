"""`make bench`: every figure as a line of JSON on standard output."""

import sys

from tests.benchmarks import memory, stream


def main() -> None:
    """Prints the figures as they come."""
    for part in (stream, memory):
        for figure in part.figures():
            sys.stdout.write(figure.line() + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
