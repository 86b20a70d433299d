"""Becoming a member: the application, the mail address that is confirmed, the look by the
office, the invitation.
"""
