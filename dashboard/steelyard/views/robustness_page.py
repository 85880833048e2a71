"""Robustness: to be filled."""
import streamlit as st

st.write("robustness")
