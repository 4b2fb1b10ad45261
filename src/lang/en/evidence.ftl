# What is said of figures, of works and of what they come to.
