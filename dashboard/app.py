"""The page Streamlit runs: `streamlit run dashboard/app.py`, or plain `steelyard`."""

from steelyard.views.session.pages import show_pages

show_pages()
