"""Fake microphones, cameras and speakers. https://w3c.github.io/mediacapture-main/"""
