"""The documents that are connected to the server, and the devices that they share."""
