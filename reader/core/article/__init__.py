"""Finds the story in a page: bytes in, a document with a ledger of what was left out, out."""
