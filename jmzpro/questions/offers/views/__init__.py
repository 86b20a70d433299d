"""What members see of offers, and what they do there."""
