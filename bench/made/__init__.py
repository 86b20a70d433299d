"""What measurements make to measure on."""
