"""The WebSockets of the server: frames, messages, limits, and who may connect."""
