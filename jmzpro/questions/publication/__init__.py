"""From an answered question to knowledge that everybody can read."""
