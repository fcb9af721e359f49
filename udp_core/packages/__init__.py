"""What is shipped, brought in whole, and taken out whole."""
