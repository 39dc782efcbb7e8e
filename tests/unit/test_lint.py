"""The lint of names: what it finds, and what it lets pass."""

import textwrap

import pytest

from tests.lint.names import is_participle, participles, repeated_modules, repeated_names
from tests.lint.source import Definition, of_module


def definitions(**modules: str) -> list[Definition]:
    """The public names of modules, given as `listener__a="text"` for listener/a.py."""
    paths = {name: f"{name.replace('__', '/')}.py" for name in modules}
    return [each for name, text in modules.items() for each in of_module(textwrap.dedent(text), paths[name])]


def test_a_public_name_stands_once_in_the_tree() -> None:
    twice = definitions(models__a="class Span: ...", listener__b="LIMIT = 1\nclass Span: ...")
    (problem,) = repeated_names(twice)
    assert problem == "Span: a public name stands once, and this one stands in models/a.py:1, listener/b.py:2"


@pytest.mark.parametrize("text", ["from models.a import Span", "class Window:\n    Span = 1", "def _span(): ...\n"])
def test_an_import_a_member_and_a_private_name_are_no_second_definition(text: str) -> None:
    assert list(repeated_names(definitions(models__a="class Span: ...", listener__b=text))) == []


def test_a_command_may_have_the_name_of_what_it_runs() -> None:
    both = definitions(listener__files__a="def replay(): ...", listener__cli__commands__b="def replay(): ...")
    assert list(repeated_names(both)) == []
    assert list(repeated_modules(definitions(listener__tag="A = 1", listener__cli__tag="B = 1"))) == []


def test_a_module_name_stands_once_in_a_folder_and_may_stand_in_two() -> None:
    same = definitions(pipelines__posts="A = 1", models__posts="B = 1", listener__a__posts="C = 1")
    assert list(repeated_modules(same)) == []
    (problem,) = repeated_modules([*same, *definitions(listener__b__posts="D = 1")])
    assert problem.endswith("stands once in listener/, and this one is listener/a/posts.py, listener/b/posts.py")


@pytest.mark.parametrize("name", ["told", "moved_on", "loaded", "held_back", "written"])
def test_a_participle_says_neither_what_a_function_does_nor_what_it_returns(name: str) -> None:
    (problem,) = participles(definitions(listener__a=f"async def {name}(): ..."))
    assert problem == f"listener/a.py:1: {name}: a function is a verb, or says what it returns"


@pytest.mark.parametrize("name", ["feed", "sent_alerts", "read", "split", "embed_broker", "tell", "held_out_scores"])
def test_verbs_and_what_is_returned_pass(name: str) -> None:
    assert not is_participle(name)


def test_a_property_may_be_a_participle_and_a_method_may_not() -> None:
    text = """
        class Window:
            @property
            def closed(self): ...
            @cached_property
            def weighed(self): ...
            def opened(self): ...
            def _held(self): ...
    """
    (problem,) = participles(definitions(listener__a=text))
    assert problem.startswith("listener/a.py:7: opened")


def test_a_value_may_be_a_participle() -> None:
    assert list(participles(definitions(listener__a="shipped = 1\nclosed: int = 2"))) == []
