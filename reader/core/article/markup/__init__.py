"""The story out of HTML: decoding, parsing, passages, choice, judgement, facts about the story."""
