# Слова страниц и Markdown.
