"""Callbacks that write files run to their end, whatever is requested of the page meanwhile.

As soon as another run of the page is requested, Streamlit ends a callback where it next reads the
session. Writing a file requests a run at once, because every open page follows its files: what a
callback does after writing would sometimes be lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from streamlit.runtime.scriptrunner import get_script_run_ctx

_Given = ParamSpec("_Given")
_Returned = TypeVar("_Returned")
_YIELDS = "_yield_callback"
"""The attribute that holds Streamlit's function for ending a run in favour of another."""


def undisturbed(act: Callable[_Given, _Returned]) -> Callable[_Given, _Returned]:
    """Return a callback that is not interrupted; the next run of the page waits for it."""

    @wraps(act)
    def to_its_end(*args: _Given.args, **kwargs: _Given.kwargs) -> _Returned:
        with _without_yielding():
            return act(*args, **kwargs)

    return to_its_end


@contextmanager
def _without_yielding() -> Iterator[None]:
    context = get_script_run_ctx(suppress_warning=True)
    state: Any = context.session_state if context is not None else None
    yields = getattr(state, "__dict__", {}).get(_YIELDS)
    if yields is None:
        # Not within a run of a page, or another version of Streamlit: nothing to hold back.
        yield
        return
    # Plain attribute assignment would write into the session.
    object.__setattr__(state, _YIELDS, lambda: None)
    try:
        yield
    finally:
        object.__setattr__(state, _YIELDS, yields)
