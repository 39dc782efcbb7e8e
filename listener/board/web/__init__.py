"""Web: the board's pages over HTTP - server, sign-in, actions, live events - and the same as one file."""
