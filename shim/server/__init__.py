"""`audio-shim serve`: pages of real browsers, over WebSockets, on the same devices as pages of ours."""
