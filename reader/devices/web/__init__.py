"""Has pages from the web: the one address a person gave, and nothing that the page asks for."""
