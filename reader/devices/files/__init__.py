"""What is on this machine's disk: what people open, and what we ship."""
