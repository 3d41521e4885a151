"""Speech synthesis. https://webaudio.github.io/web-speech-api/"""
