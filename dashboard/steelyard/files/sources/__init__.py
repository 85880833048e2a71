"""Registers from texts: their rules, their editing, passages found again, tables in and out."""
