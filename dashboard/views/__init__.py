"""What a page says: sentences, figures and charts composed from typed series. No Streamlit."""
