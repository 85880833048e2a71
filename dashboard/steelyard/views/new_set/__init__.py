"""New set: from a spreadsheet, typed in, or a copy; the last button alone writes anything."""
