"""Whether Durf te Vragen works: the month's figures, and routing replayed on an archive."""
