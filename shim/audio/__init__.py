"""Sound without a page: samples, files, voices, envelopes, WAV."""
