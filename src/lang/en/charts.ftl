# The words of charts: keys, notes, descriptions, what is said of a mark.
