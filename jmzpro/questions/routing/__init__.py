"""From a question to the people who get it: snapshot, candidates, scores, selection, waves."""
