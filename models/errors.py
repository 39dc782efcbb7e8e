"""The errors that are ours. Bad posts are not among them: they become rejections and the stream goes on.

ListenerError
├── UserError              what the person at the keyboard can mend: exit code 2
│   ├── CampaignError      a campaign file with mistakes, every one with its line
│   ├── PolicyError        a number of the decision rule that cannot be
│   ├── ScenarioError      a scenario that cannot be simulated
│   ├── SettingsError      an environment variable that cannot be
│   └── InputError         a file or a broker that cannot be read
├── UnreadableError        bytes that are no record: whoever reads them rejects them, and goes on
└── CorruptionError        our own state or wire is broken: we stop, loudly: exit code 1
"""

from dataclasses import dataclass

from models.rejections import Reason


class ListenerError(Exception):
    """Every error that we raise on purpose."""

    exit_code = 1


class UserError(ListenerError):
    """Something that the person who runs us can mend; the message says how."""

    exit_code = 2


@dataclass(frozen=True)
class Mistake:
    """One thing wrong in a file: its line (from 1), the field, what is wrong and what was expected."""

    line: int
    field: str
    problem: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.field}: {self.problem}"


class CampaignError(UserError):
    """A campaign file that cannot be used. `mistakes` has them all, in the order of the file."""

    def __init__(self, name: str, mistakes: tuple[Mistake, ...]) -> None:
        counted = "1 mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        super().__init__("\n".join([f"{name}: {counted}", *(f"  {m}" for m in mistakes)]))
        self.name = name
        self.mistakes = mistakes


class PolicyError(UserError):
    """A number of the decision rule that is impossible: `field` is its name, `problem` the reason."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"policy.{field}: {problem}")
        self.field = field
        self.problem = problem


class ScenarioError(UserError):
    """A scenario that cannot be simulated; says the field and the reason."""


class SettingsError(UserError):
    """Something in the environment that cannot be used: `name` is the variable, or what needs one."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.name = name
        self.problem = problem


class InputError(UserError):
    """A file or a broker that cannot be read; says which and why."""


class UnreadableError(ListenerError):
    """Bytes that do not decode: `reason` is the closed reason, and the message says what is wrong with them."""

    def __init__(self, reason: Reason, problem: str) -> None:
        super().__init__(problem)
        self.reason = reason


class CorruptionError(ListenerError):
    """State or messages of our own that do not decode. Going on would lose data: we stop."""
