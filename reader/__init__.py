"""Reader turns any page into a clean story, sums it up and reads it aloud, offline."""

__version__ = "0.1.0"
