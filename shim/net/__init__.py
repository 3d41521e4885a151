"""Fetching for pages: files, http(s), data: and blob: URLs, and routes given by the test, under one set of rules."""
