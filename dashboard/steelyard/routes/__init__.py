"""What the server answers besides Streamlit's pages: that a file has changed, parts of the editor.

Each module is one route with what stands behind it. Knows which files are on show; nothing
of how a page shows them.
"""
