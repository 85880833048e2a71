"""What people see: Streamlit pages, one folder each, and the parts they are made of.

Views compute nothing: every number and sentence comes from `results`, every picture from
`charts`. Text from files is always shown as text, never as mark-up (`session/safe_text`).
"""
