"""The device that a test steers: sounds, recordings, events."""
