"""The way of js/platform into a realm: its interfaces by name, host operations by number, compiled units."""
