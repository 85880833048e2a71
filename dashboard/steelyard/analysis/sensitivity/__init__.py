"""Sensitivity: how far weights or scores have to move before the leader changes."""
