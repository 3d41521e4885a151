"""HTTP Live Streaming in a media element's `src`: https://www.rfc-editor.org/rfc/rfc8216"""
