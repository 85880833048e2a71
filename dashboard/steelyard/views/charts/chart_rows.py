"""The rows of a chart on their way to the browser, as Arrow streams.

Streamlit would turn plain rows into data frames first and then into Arrow; on a page of many
small tables that took longer than drawing them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa


def pack_rows(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return a specification whose `datasets` are Arrow streams instead of rows.

    Rows that make no table, such as a column of numbers and words, stay as they are.

    >>> stream = pack_rows({"datasets": {"bars": [{"x": 1.5}, {"x": 2}]}})["datasets"]["bars"]
    >>> pa.ipc.open_stream(stream).read_all().num_rows
    2
    """
    streams = {name: _stream(rows) for name, rows in spec.get("datasets", {}).items()}
    return {**spec, "datasets": streams} if streams else dict(spec)


def _stream(rows: Any) -> Any:
    try:
        table = pa.Table.from_pylist(rows)
    except (pa.ArrowInvalid, pa.ArrowTypeError, TypeError, AttributeError):
        return rows
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()
