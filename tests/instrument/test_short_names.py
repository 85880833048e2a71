"""Short names of variables: what changes, what stays, and what is refused."""

from __future__ import annotations

import pytest

from steelyard.instrument.short_names import shorten_names


@pytest.mark.parametrize(
    ("script", "short"),
    [
        # A property keeps its name, also where it is written as one with its variable.
        (
            "const total=1;const o={total,sum:total};o.total;",
            "const a=1;const b={total:a,sum:a};b.total;",
        ),
        # Functions, methods, classes and what nobody declares keep theirs.
        (
            "class Row{draw(cell){document.title=cell;}}function add(one){return new Row(one);}",
            "class Row{draw(a){document.title=a}}function add(b){return new Row(b)}",
        ),
        # What only looks like a name: texts, patterns, templates outside their gaps.
        (
            'const name="name";const r=/name[/]name/g;const t=`name ${name} name`;',
            'const a="name";const b=/name[/]name/g;const c=`name ${a} name`;',
        ),
        # A last comma or semicolon is left out, but no statement that is one semicolon.
        (
            "function f(one){if(one)g({one,},[one,],);while(g(one));}",
            "function f(a){if(a)g({one:a},[a,]);while(g(a));}",
        ),
        ("function f(){const one=1;if(one)g(one);}", "function f(){const a=1;if(a)g(a)}"),
        # Parentheses around one parameter, but not where a word before would run into it.
        (
            "const f=(one)=>one;const g=async(one)=>one;const h=(one=2)=>one;",
            "const b=a=>a;const c=async(a)=>a;const d=(a=2)=>a;",
        ),
        # The end of a line after a brace.
        ("if(g){g();}\nconst one=1;", "if(g){g()}const a=1;"),
        # A choice is no property, and a key called like a keyword begins no class.
        (
            "const low=1,high=2;const x={class:low?low:high};",
            "const a=1,b=2;const c={class:a?a:b};",
        ),
    ],
)
def test_variables_alone_are_shortened(script: str, short: str) -> None:
    """The more often a name stands, the earlier it gets one of the shortest."""
    assert shorten_names(script) == short


def test_a_short_name_is_never_one_that_is_there() -> None:
    """Neither that of a function, nor one to be kept, nor one of the browser's."""
    script = "function a(first){return b(first,c);}const c=1;"
    assert shorten_names(script, ["c"]) == "function a(d){return b(d,c)}const c=1;"


@pytest.mark.parametrize("script", ['let a="b;', "let a=`b", "f((1);", "let a=[1);", "let a=/b;"])
def test_a_script_without_an_end_is_refused(script: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match=r"end|closes|closed"):
        shorten_names(script)
