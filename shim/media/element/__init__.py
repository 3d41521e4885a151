"""Media elements. https://html.spec.whatwg.org/multipage/media.html"""
