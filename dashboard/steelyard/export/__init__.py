"""Exports: pictures, documents and tables, each with a stamp of its origin."""
