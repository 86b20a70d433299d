"""Taking in the official files of CBS and PDOK: municipalities of a year, their mergers, their
outlines, and the centres of postcodes.
"""
