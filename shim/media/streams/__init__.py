"""MediaStreams, their tracks, and recorders of them. https://w3c.github.io/mediacapture-main/#stream-api"""
