# 网页与 Markdown 用语。

# 同一文字的几部分。`$aside` 为括号中的说明。
page-between-sentences = { "" }
page-clauses = { $first }，{ $second }
page-aside = { $text }（{ $aside }）
# 文献原文。
page-quoted = “{ $text }”
# 用在一列链接之后，链接之间的符号同列举。
page-full-stop = 。

## 数据归属与制作程序。

page-version = 版本{ $version }
# What the language calls itself, where a page leads to itself in it.
language-name = 中文
page-languages = 语言
data-line = 数据：{ $name } { $version }，SHA-256 { $digest }。
data-line-licensed = 数据：{ $name } { $version }，SHA-256 { $digest }。许可：{ $licence }。
made-with = 由sinosov { $version }制作。

## 报告网页的各部分。

page-skip = 跳至正文
page-contents = 目录
page-chapters = 各章及要点
page-chart-index = 图索引
page-figures = 全部数字
page-method = 方法
page-works = 文献
page-how = 点选图中任一标记，可见其所据的原文。
page-how-to-cite = 引用格式：{ $citation } 所用数字出自哪些文献，也请一并注明。

## 图及其下可展开的内容。

page-chart = 图{ $number }
# `$chart` 与 `$of` 只供朗读，不显示，用以区分各图。
page-chart-works = { $chart }{ $works }
page-chart-works-chart = 图{ $number }，
page-work-count = { $told }部文献
page-numbers = { $of }数值
page-numbers-of = 图{ $number }的
page-numbers-table = 图{ $number }的数值（表）
page-take = { $of }分享、保存、引用
page-take-of = 图{ $number }：
# 各值为文件名。
page-chart-files = 本图为{ $drawing }，单独的网页为{ $page }，数值在{ $numbers }，均与本网页放在一起。
# 同一文献中的多处。
page-places = { $told }处

table-what = 事项
    .in-text = 事项
table-number = 数值
    .in-text = 数值
table-who = 何人所说
    .in-text = 何人所说
table-series = { $row }，{ $series }
table-whole = { $row }，合计
table-rest = 总数减去所列各项
table-added = 此处加总所得
table-modelled = 模型推算，无文献载明
table-modelled-from = 模型推算，依据：{ $places }
table-converted = 折算依据：{ $work }，{ $place }
table-restated = 换算所得，原载{ $numbers }

## 全部数字表。

page-figures-are = 每一行是一部文献在一处所载的一个数字，照录原文。同一指标的各行之上，是这些数字合起来的结果；论及文献最多的指标排在最前。带†者为已更正的数字，更正内容见该数字的卡片。各行不可随意相加：承诺与交付、总数与分项、对同一件事的不同说法，都并列于此。
page-figures-table = 全部数字（表）
page-others-table = 其余数字（表）
column-thing = 指标
column-number = 数值
column-period = 时期
column-provider = 供方
column-recipient = 受方
column-stage = 阶段
column-source = 来源
page-figure-unused = { $number }（未采用）
page-note-unused = 未采用：{ $reason }。

# 指标数值旁的说明：“7个数字，其中2个未采用；由各分项在此处加总，5个独立来源”。
worth-figures = { $told }个数字
worth-some-unused = { $figures-told }个数字，其中{ $unused-told }个未采用
worth-all-unused = { $told }个数字，均未采用
worth-roots = { $told }个独立来源
worth-added = 由各分项在此处加总，{ $roots }

## 方法。

method-holds = 数据集收有{ $figures-told }个数字（其中{ $context-told }个属背景），涉及{ $quantities-told }项指标；背景除外，时间为{ $first }–{ $last }年。
# 全无年代时。
method-holds-undated = 数据集收有{ $figures-told }个数字（其中{ $context-told }个属背景），涉及{ $quantities-told }项指标。
method-read = 这些数字出自所读的{ $read-told }部文献；另有{ $others-told }部是为查考汇率、物价和核对而读；还有{ $cited-told }部为上述文献所引，未曾得见。
method-tiers = 载有数字的文献，按距事件的远近分为：{ $tiers }。
method-tier = { $tier }级{ $told }部
method-tiers-are = 1级为原始文件，2级为学术论著，3级为工具书、报刊或官方记述，4级为通俗读物、论坛或佚名之作。
method-coded = 每个数字都连同载有它的原文和出处一并录入。概不取平均数。
method-rivals = 有{ $rivals-told }项指标在同一单位下有不止一个可用的数字，其中{ $agree-told }项各数一致。各数不一致时，图中标出区间；其中一个有据优先采用者除外（这样的数字有{ $preferred-told }个）。
method-unused = 另有{ $doubtful-told }个数字存疑，{ $excluded-told }个因更正而排除，均未采用。
method-added = 有{ $told }项指标无文献载明，由其分项在此处加总。
method-not-known = 尚不清楚之处：{ $single-told }项指标只有一个来源，无论有多少文献沿用；{ $without-told }项指标没有可用的数字。空格不等于零。
method-corrections = 文献中的错误如下；原文不改，更正另记，并以†标出：
# 关于某指标的数字，注明文献和出处。
method-figure = { $quantity }（{ $work }，{ $place }）
method-correction = { $of }：{ $done }。{ $reason }

## 文献。

# 其后为各图的链接。
page-charts-of-work = { $n ->
   *[other] 图
}
entry-edited = 编者：{ $names }
entry-translated = 译者：{ $names }
entry-in = 载：{ $container }
entry-volume = { $entry }，第{ $volume }卷
entry-issue = { $entry }，第{ $issue }期

## 单图网页与总览网页。

embed-source = 来源：{ $sources }。
index-charts = { $told }幅图
index-about = { $title }：同一数据集的{ $told }份报告。

## Markdown。

markdown-note = 注：{ $note }
markdown-data = 本图数据
markdown-sources = 来源
markdown-rates = 汇率与物价指数：
markdown-cited = 为上述文献所引而未读者：

## 网页脚本用语：检索、筛选、检得数目。

script-quoted = “{ $text }”
script-aside = { $text }（{ $aside }）
script-search = 检索
script-filters = 筛选
script-category = 类别
script-provider = 供方
script-recipient = 受方
script-stage = 阶段
script-work = 文献
script-tier = 文献等级
script-language = 语言
script-from-year = 起始年
script-to-year = 截止年
# 不限：筛选的第一项。
script-all = 全部
script-clear = 清除
script-save-csv = 保存为CSV
script-columns = 列
script-group = 按指标分组
script-count = 全部{ $told }个数字中的{ $found }个
# 检索条件，以分号隔开。
script-count-asked = { $count }（{ $asked }）
script-count-shown = { $count }，显示{ $told }个
script-count-sorted = { $count }；按“{ $column }”排序，不按指标分组
script-asked = { $name }：{ $value }
script-asked-words = 检索“{ $words }”
script-asked-years = { $from }–{ $to }年，不含日期不详者
script-asked-mark = 所选标记依据的数字
script-asked-work = 文献：{ $work }
script-show-more = 继续显示（共{ $told }个）
script-on-paper = 网页上有全部{ $told }个数字的表，打印时只印表中选定的部分。

## 数字卡片用语。

script-number = 数值
script-where = 出处
script-together = 综合结果
script-roots = 独立来源
script-roots-are = { $told }个：{ $roots }
script-rivals = 歧异数字
script-rival-count = { $told }个歧异数字
script-restated = 另载为
script-note = 注
script-footnote = 脚注
script-id = 编号
script-works-say = { $told }部文献所载：{ $numbers }
script-work-says = { $work }：{ $number }
script-copy-footnote = 复制脚注
script-copy-bibtex = 复制BibTeX
script-copied = 已复制
script-not-copied = 此处无法复制
script-close = 关闭

## 标记用语。

script-figure-at = { $number }：{ $place }
script-details = 详情
script-more-figures = 另有{ $told }个数字，见表。
script-in-table = 在表中查看
script-named-and-more = { $named }；另有{ $told }项
script-keys = 用方向键、Home键和End键在标记间移动，按Enter键查看标记所据的数字。
script-figures = 数字
script-seen = { $seen }：{ $said }

## 图的用语。

script-source = 来源：{ $works }。
script-cited = “{ $title }”，{ $citation } { $link }
script-copy-link = 复制链接
script-save-svg = 保存SVG
script-save-png = 保存PNG
script-save-chart-csv = 保存CSV
script-copy-embed = 复制嵌入代码
script-copy-citation = 复制引用格式
script-copy-works = 复制所引文献
script-back = ← 回到原处
