# The words of pages and of Markdown.
