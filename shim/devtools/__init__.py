"""The connection to a browser over the DevTools protocol."""
