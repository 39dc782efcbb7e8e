"""Files: posts in, decisions out, by lines, packed or not; and the replay of files through the in-memory flow."""
