"""Pictures and reports of what a device went through."""
