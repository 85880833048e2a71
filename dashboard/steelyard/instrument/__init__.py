"""The balance under the hand: its engine in JavaScript, what it is told, the address of a view.

Used by the dashboard and by the live page alike, so that both show the same numbers.
Knows nothing of streamlit and of files that leave the house.
"""
