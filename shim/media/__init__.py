"""Media in pages: a folder for each specification."""
