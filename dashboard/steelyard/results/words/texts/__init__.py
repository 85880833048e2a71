"""Sentences about texts and their claims, before any criteria set uses them."""
