"""Media Source Extensions and HTTP Live Streaming: what a media element plays piece by piece."""
