"""Who runs it: everything that touches the world - Kafka, files, the clock, the environment, the terminal."""
