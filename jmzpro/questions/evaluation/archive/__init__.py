"""An archive of old questions with who answered them: what routing is measured on."""
