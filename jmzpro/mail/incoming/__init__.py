"""What is done with a mail that came in: whose it is, whether it may be taken, and who hears of it.
The way in is mail/incoming/intake.py.
"""
