"""The house rules (Spelregels): versions that the office writes, and who agreed to which."""
