"""New set: from a spreadsheet, from texts step by step, typed in, or a copy."""
