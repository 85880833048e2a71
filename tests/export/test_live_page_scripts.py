"""The page's scripts made small: taken apart, shortened, and still the scripts they were."""

from __future__ import annotations

import re

import pytest
from export.live_pages import ROOT

from steelyard.export.live_page.assets import SCRIPTS, join_tokens, page_script, small_script
from steelyard.export.live_page.script_names import BROWSER, RESERVED, find_uses, shorten_names
from steelyard.export.live_page.script_signs import leave_out_signs
from steelyard.export.live_page.script_tokens import Token, pair_brackets, read_tokens
from steelyard.instrument import scripts


def own_script() -> str:
    """Return all scripts of the page as they are written."""
    folder = "dashboard/steelyard/export/live_page"
    texts = [(ROOT / folder / name).read_text(encoding="utf-8") for name in SCRIPTS]
    return "\n".join([scripts.script(), *texts])


def texts_of(tokens: list[Token]) -> list[str]:
    """Return the tokens as they are written."""
    return [token.text for token in tokens]


def test_nothing_but_comments_and_blanks_is_lost_in_reading() -> None:
    """Put together again, the tokens of our scripts are the tokens of our scripts."""
    tokens = read_tokens(own_script())
    assert texts_of(read_tokens(join_tokens(tokens))) == texts_of(tokens)
    assert len(pair_brackets(tokens)) == 2 * sum(
        token.opens and not token.closes for token in tokens
    )


def test_only_variables_are_renamed_and_no_two_to_the_same_name() -> None:
    """Every name has one short form and every short form one name, so nothing can be mixed up."""
    tokens = read_tokens(own_script())
    short = shorten_names(tokens)
    forms: dict[str, str] = {}
    for before, after, use in zip(tokens, short, find_uses(tokens), strict=True):
        if use not in ("variable", "both"):
            assert after.text == before.text
            continue
        name = after.text.removeprefix(f"{before.text}:") if use == "both" else after.text
        assert forms.setdefault(before.text, name) == name
        assert name not in RESERVED
        assert len(name) <= len(before.text)
    assert len(set(forms.values())) == len(forms)
    assert not {new for old, new in forms.items() if new != old} & BROWSER


def test_functions_keep_their_names() -> None:
    """Whoever looks for a function of the project in a page finds it."""
    script = page_script()
    for name in re.findall(r"^\s*function (\w+)", own_script(), re.MULTILINE):
        assert f"function {name}(" in script
    for name in ("SteelyardEngine", "SteelyardInstrument", "class Instrument", "MOST_NAMED"):
        assert name in script


def test_every_text_is_kept_to_the_letter() -> None:
    """What the scripts say is in the page as it is written, templates in templates included."""
    written = [t.text for t in read_tokens(own_script()) if t.kind in ("text", "template")]
    kept = [t.text for t in read_tokens(page_script()) if t.kind in ("text", "template")]
    assert kept == written
    assert any("scores are`" in text for text in kept)


@pytest.mark.parametrize(
    "script",
    [
        "let a = 1; // one\nconst b = 'http://x // y', c = `two  // ${a}`;\n",
        'const f = (a) => `x ${a ? `${a} y` : "z  z"} w`;',
        "const a = 6 / 2 / 1, b = /[/\"']+/g.test(`${a / 2}`);",
        "let a = 1;\na++\n++a;\nconst b = a - -1 + +a;",
        "class A extends Map { b(c) { super.b(c); return { c, d: [c] }; } }",
    ],
)
def test_what_is_taken_apart_stands_together_again(script: str) -> None:
    """Quotes, patterns, divisions, signs in a row and ends of lines survive being made small."""
    tokens = leave_out_signs(read_tokens(script))
    assert texts_of(read_tokens(join_tokens(tokens))) == texts_of(tokens)


@pytest.mark.parametrize(
    ("script", "small"),
    [
        ("const one = 1;\nconst two = one;\n", "const one=1,two=one;"),
        ("{ for (const x of Map) { x(); } }", "{for(const x of Map){x()}}"),
        ("const f = () => { while (f()); };", "const f=()=>{while(f());};"),
        (
            "const f = (value) => ({ value, key: value.key });",
            "const f=(v)=>({value:v,key:v.key});",
        ),
        (
            "const f = ({ name: title, size = 2 }) => title + size;",
            "const f=({name:t,size:s=2})=>t+s;",
        ),
        (
            "try { f(); } catch (error) { error(); }\nfunction f() {}",
            "try{f()}catch(e){e()}\nfunction f(){}",
        ),
    ],
)
def test_small_scripts_are_what_they_should_be(script: str, small: str) -> None:
    """Keys stay, what is bound under a key gets one, and no empty statement loses its point."""
    assert small_script(script) == small


@pytest.mark.parametrize(
    ("script", "what"),
    [
        ("const a = 'open;\n", r"line 1 of the script: \"'open;"),
        ("let a;\nlet b = `open;", "line 2 .* a template that does not end"),
        ("f(", r"the script ends before '\(' does"),
        ("f)", "closes what was never opened"),
        ("let a = #b;", "line 1 of the script: '#b;' is not known"),
        ("let a = 12px;", "is not known"),
        ("fetch('x');", "the script uses fetch, which neither it nor BROWSER names"),
        ("const a = eval('b');", "the script uses eval"),
        ("switch (Map) {}", "the script uses switch"),
        ("const a = typeof { Map };", "a block or an object begins behind typeof"),
    ],
)
def test_what_cannot_be_read_for_certain_is_refused(script: str, what: str) -> None:
    """Another language, half a text or a call to the outside end in words, not in a page."""
    with pytest.raises(ValueError, match=what):
        small_script(script)


def test_the_scripts_take_nothing_from_the_browser_but_what_is_listed() -> None:
    """Nothing that fetches, stores or evaluates is within their reach by name."""
    tokens = read_tokens(page_script())
    names = {token.text for token in tokens if token.kind == "name"}
    assert names >= BROWSER
    assert not names & {"fetch", "XMLHttpRequest", "WebSocket", "EventSource", "eval", "Function"}
    assert not names & {"localStorage", "sessionStorage", "indexedDB", "innerHTML", "sendBeacon"}
