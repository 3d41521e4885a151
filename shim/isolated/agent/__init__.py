"""The process of an isolated page: a browser of its own, whose device, network and user are the host's."""
