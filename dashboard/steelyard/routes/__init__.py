"""What the server answers besides Streamlit's pages, and which requests it refuses.

Each module is one route, with the data behind it, or one piece of middleware. What pages show of
it is up to `views`.
"""
