"""The dashboard for Streamlit: `streamlit run dashboard/app.py`, or plain `steelyard`.

Streamlit reads this file twice: once as a server, to find the application with its checks
of who may connect, and then for every visit as the page to show.
"""

import streamlit as st
from streamlit import runtime

if runtime.exists():
    from steelyard.views.session.pages import show_pages

    show_pages()
else:
    from steelyard.application import parts

    app = st.App(__file__, **parts())
