"""What happened on a device as a picture: its history, the lanes that are drawn of it, the SVG and the HTML report."""
