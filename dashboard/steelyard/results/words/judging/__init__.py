"""Sentences for one judge, and for taking the judges' answers over into a file."""
