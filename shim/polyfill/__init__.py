"""The scripts that bring navigator.audioSession into a page, put together from js/polyfill."""
