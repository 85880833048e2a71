"""What the server answers besides Streamlit's pages: changes of files, parts of the editor.

Each module is one route with the data behind it. How a page shows them is up to `views`.
"""
