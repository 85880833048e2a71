"""Verifies an exported file: reads it back, recomputes it, and compares."""
