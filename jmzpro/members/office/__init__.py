"""What the Bureau does in /beheer/ for one organisation or person."""
