"""The audience model: who is there, when they post, what their posts show, what is true of them. Arrays, no text."""
