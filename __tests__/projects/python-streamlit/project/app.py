import pandas as pd
import streamlit as st

st.line_chart(pd.DataFrame({"y": [1, 3, 2]}))
