"""Simulations: sampled weights and scores, counted exactly and alike everywhere."""
