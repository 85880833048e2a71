"""Words: every sentence and every printed number, one module per concept."""
