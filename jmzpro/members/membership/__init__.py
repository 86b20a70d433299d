"""Membership of an organisation: applying, the house rules, the yearly check, ending, and one
vote for each.
"""
