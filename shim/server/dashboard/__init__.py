"""The dashboard: a page that shows the devices of a server live, and steers them. docs/server.md tells of it."""
