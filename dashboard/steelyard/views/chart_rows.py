"""The rows of a chart on their way to the browser: packed once, without a detour.

Streamlit turns plain rows into data frames first and then into what the browser reads;
on a page of many small tables that took longer than drawing them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa


def packed(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return a specification whose `datasets` are packed tables instead of rows.

    Rows that are no table, such as a column of numbers and words, stay as they are.

    >>> packed({"datasets": {"bars": [{"x": 1.5}, {"x": 2}]}})["datasets"]["bars"].num_rows
    2
    """
    tables = {name: _table(rows) for name, rows in spec.get("datasets", {}).items()}
    return {**spec, "datasets": tables} if tables else dict(spec)


def _table(rows: Any) -> Any:
    try:
        return pa.Table.from_pylist(rows)
    except (pa.ArrowInvalid, pa.ArrowTypeError, TypeError, AttributeError):
        return rows
