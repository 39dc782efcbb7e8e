"""What is deployed agrees with what the program does."""
