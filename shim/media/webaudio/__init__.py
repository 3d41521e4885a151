"""The host half of Web Audio: `js/platform/webaudio` over the renderer of the `web-audio-api` package."""
