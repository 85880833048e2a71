"""What was made for taking away is kept within bounds: of room, of time, of one view."""

from __future__ import annotations

import gc
import time
import weakref

import pytest

from steelyard.views.export import made_files
from steelyard.views.export.made_files import MadeFiles


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no other session take part, and keep at most ten bytes."""
    monkeypatch.setattr(made_files, "_all", weakref.WeakSet())
    monkeypatch.setattr(made_files, "MOST_BYTES_KEPT", 10)


def cards(kept: MadeFiles) -> set[str]:
    """Return the cards whose files are there."""
    return set(kept.sizes())


def test_the_oldest_of_all_sessions_goes_first() -> None:
    """Room is one for everybody: a file of one visitor gives way to a newer one of another."""
    one, two = MadeFiles(("a",)), MadeFiles(("b",))
    one.put("brief", b"1234")
    two.put("brief", b"1234")
    one.put("slides", b"12")
    assert (cards(one), cards(two)) == ({"brief", "slides"}, {"brief"})
    two.put("zip", b"123")
    assert (cards(one), cards(two)) == ({"slides"}, {"brief", "zip"})
    assert one.get("brief") is None


def test_the_newest_is_kept_however_large_it_is() -> None:
    """Somebody waits for it; everything else makes room."""
    one = MadeFiles(())
    one.put("brief", b"1")
    one.put("zip", b"1" * 50)
    assert cards(one) == {"zip"}
    one.put("zip", b"12")
    one.put("brief", b"1" * 8)
    assert cards(one) == {"zip", "brief"}


def test_what_is_old_goes_wherever_somebody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visitor who left their page open keeps nothing for ever."""
    one, two = MadeFiles(()), MadeFiles(())
    one.put("brief", b"1")
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + made_files.KEPT_FOR - 1)
    assert two.get("brief") is None
    assert cards(one) == {"brief"}
    monkeypatch.setattr(time, "monotonic", lambda: now + made_files.KEPT_FOR + 1)
    assert two.get("brief") is None
    assert cards(one) == set()


def test_files_go_with_their_session() -> None:
    """Nothing but the session holds them."""
    one = MadeFiles(())
    one.put("brief", b"1")
    del one
    gc.collect()
    assert list(made_files._all) == []
