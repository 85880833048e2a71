"""What people see: Streamlit pages, each a thin file, and the parts they are made of.

Views hold no arithmetic: they read the address, ask `analysis` for results and `charts`
for pictures, and put both on the page. Text from files is only ever text (`safe_text`).
"""
