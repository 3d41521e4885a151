"""The host half of the web APIs that are not the DOM: URLs, fetching, storage, history, messages, the console..."""
