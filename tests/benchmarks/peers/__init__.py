"""Peers: other stream processors at the same work, as few lines as each takes: what it costs a worker to do more."""
