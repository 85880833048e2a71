"""Routes of the server besides Streamlit's pages, and middleware that refuses requests.

Each module is one route, with the data behind it, or one piece of middleware. How pages present
them is up to `views`.
"""
