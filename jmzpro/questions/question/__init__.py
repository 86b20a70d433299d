"""A question: what is asked, its history, its files, and what may be known of who asked."""
