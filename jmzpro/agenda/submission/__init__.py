"""Adding to the agenda, and keeping right what stands there: form, mail, private link,
moderation.
"""
