"""Rounds of judgements in files: what judges see, their sheets, sealing, and workbooks."""
