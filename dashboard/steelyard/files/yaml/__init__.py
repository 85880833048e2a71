"""YAML as text with positions: decoding, reading within bounds, advice on syntax."""
