"""Files: posts in, decisions out, by lines; and the replay of files through the in-memory flow."""
