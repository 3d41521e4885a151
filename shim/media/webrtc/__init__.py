"""Peer connections between pages of one browser. https://w3c.github.io/webrtc-pc/"""
