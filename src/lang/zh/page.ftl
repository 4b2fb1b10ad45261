# 网页与 Markdown 用语。
