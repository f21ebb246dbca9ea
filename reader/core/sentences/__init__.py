"""Turns a text and its language into sentences."""

from reader.core.sentences.splitter import SentenceSplitter

__all__ = ["SentenceSplitter"]
