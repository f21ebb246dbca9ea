"""Speech as data: from a sentence of a document to sound with a place for every word."""
