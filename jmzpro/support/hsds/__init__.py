"""Services as Open Referral HSDS 3 exchanges them: what is written, what is read, and the schema
that both are held against.
"""
