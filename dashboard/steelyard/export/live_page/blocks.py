"""Where in a live page its stamp and its data stand: known to who writes it and who reads it."""

from __future__ import annotations

STAMP_BEGINS = '<script type="application/json" id="steelyard-origin">'
DATA_BEGINS = '<script type="application/json" id="steelyard-data">'
BLOCK_ENDS = "</script>"
