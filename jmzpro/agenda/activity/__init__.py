"""An activity: its record, its dates, its place on the site."""
