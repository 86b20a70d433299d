"""From registration to certificate: who comes, who waits, who was there."""
