# 图表用语：图例、注释、说明、标记。

## 文字的连接。

chart-sentences = { "" }
chart-clauses = ，
chart-told-of = { $name }：{ $text }
chart-aside = { $text }（{ $aside }）
chart-frame = { $title }（{ $number }/{ $all }）
more-in-table = 另有{ $told }项，见表
named-and-more-in-table = { $named }；另有{ $told }部，见表
no-figure-found = 未见数字
no-figure-of-two = 两者均未见数字
no-figure-of-several = 各项均未见数字
not-itemised = 未列细目

## 图下文字。

foot-note = 注：{ $notes }
foot-sources = 来源：{ $sources }。
foot-data = 数据：{ $data }。
foot-more = 其余见表。
foot-dagger = †：来源有误，见表。
source-citing = { $work }，转引自{ $cited }
source-citing-in-part = { $work }，部分转引自{ $cited }
source-more = 另有{ $told }部文献，均见本图数据

## 图的文字说明。

description = { $chart }。
description-log = { $chart }，对数坐标轴。
description-modelled = 模型推算，非文献所载。
description-row = { $row }：{ $numbers }。
description-row-in-all = { $row }：{ $numbers }，合计{ $whole }。
description-series = { $series }为{ $number }
description-open = { $all }个数值中有{ $told }个无上限。
description-rows = { $told }行
description-columns = { $told }列
description-stages = { $told }个阶段
description-panels = { $told }幅小图
description-links = { $told }条连线
kind-bars = 条形图，{ $rows }
kind-bars-grouped = 分组条形图，{ $rows }
kind-bars-stacked = 堆叠条形图，{ $rows }
kind-bars-diverging = 双向条形图，{ $rows }
kind-bridge = 瀑布图，{ $rows }
kind-claims = 歧异数字图，{ $rows }
kind-dots = 点图，{ $rows }
kind-dumbbell = 哑铃图，{ $rows }
kind-flow = 阶段流向图，{ $rows }，{ $stages }
kind-line = 折线图，{ $rows }
kind-map = 地图，{ $rows }
kind-matrix = 计数表，{ $rows }，{ $columns }；无数值的行表示未见数字
kind-panels = 小图组，{ $panels }，{ $rows }
kind-stemma = 数字源流图，{ $rows }，{ $links }指向数值所出文献
kind-timeline = 时间线图，{ $rows }

## 标记的说明。

mark-modelled = 模型推算
mark-added = 此处加总
mark-converted = 此处折算
mark-in-prices = 按{ $year }价格
mark-from = 据{ $places }
mark-stage-and-time = { $time }{ $stage }
mark-figures = { $number }个数字：{ $what }
mark-not-compared = 此处不作比较
mark-quoted = 为他人所引，自身无数字

## 文献数字的来历与原载。


## 图例。

key-stages-added = { $first }与{ $second }
key-quoted = 转引自其他文献
key-stage-quoted = { $stages }，转引自其他文献
key-modelled = 模型推算，非文献所载
key-interval = 由最低到最高
key-no-upper-limit = 未载上限
key-no-lower-limit = 未载下限
key-preferred = 优先采用
key-added = 此处加总
key-doubtful = 存疑，未采用
key-more-series = 另有{ $told }个系列，见表
key-fell-away = 未进入下一阶段
key-came-in = 另行增加
key-fell-away-or-came-in = 未进入下一阶段，或另行增加
key-unknown-stage = 中间阶段未见数字
key-area = 面积：{ $axis }
key-area-of-number = 面积：数值
key-not-read = 空心：为他人所引，自身无数字
key-taken-from = 数值取自
key-one-count = 同一计数，互未注明

## 坐标轴、事件、底图来源。

axis-log = { $axis }（对数刻度：等距即等比）
axis-undated = 日期不详
axis-when-issued = 文献成文或出版时间
event-named = { $name }，{ $when }
events-more = 另有{ $told }个事件，见表
heading-agreements = 协定
map-outlines = 今海岸线、湖泊与河流：Natural Earth。
map-points = 点位：{ $works }。
whole-in-all = 合计{ $number }

## 注释：数值与读者所想不同之处。

note-allowed = 此处仍予加总：{ $allowed }。
note-assumed = 假定：{ $assumed }。
note-corrected = † { $corrections }。
    .without-sign = { $corrections }。
note-entry-corrected = 该条记载已更正
note-one-work = { $kind ->
    [article] 所有数值均出自同一文献（文章），其中未注明来源。
    [book] 所有数值均出自同一文献（图书），其中未注明来源。
    [chapter] 所有数值均出自同一文献（篇章），其中未注明来源。
    [dataset] 所有数值均出自同一文献（数据集），其中未注明来源。
    [document] 所有数值均出自同一文献（文件），其中未注明来源。
    [document-collection] 所有数值均出自同一文献（文件集），其中未注明来源。
    [flashcards] 所有数值均出自同一文献（学习卡片），其中未注明来源。
    [forum-thread] 所有数值均出自同一文献（论坛帖子），其中未注明来源。
    [publication] 所有数值均出自同一文献（出版物），其中未注明来源。
    [report] 所有数值均出自同一文献（报告），其中未注明来源。
    [review] 所有数值均出自同一文献（书评），其中未注明来源。
    [thesis] 所有数值均出自同一文献（学位论文），其中未注明来源。
    [web-page] 所有数值均出自同一文献（网页），其中未注明来源。
   *[other] 所有数值均出自同一文献，其中未注明来源。
}
note-added-one = { $number }为此处加总。
note-added = { $numbers }均为此处加总。
note-added-many = 其中{ $told }个数值为此处加总。
note-open-ends = { $number }（{ $all }个数值中有{ $open }个缺上限或下限）
note-converted = 此处按{ $dates }官方汇率折算：{ $rates }。
note-rate-stated = “{ $stated }”（{ $place }）
note-in-prices = 此处由{ $from }价格折算为{ $into }价格，所用指数：{ $indices }。
note-restated = 此处按精确系数换算：{ $numbers }。
note-restated-many = 此处按精确系数由其他单位换算：{ $told }个数值。
note-without-value = 因无可用数字而未计入：{ $names }。
note-about-source = “约”为来源原文所有。
note-about-rounded = “约”：按来源的有效位数取整。
note-about-either = “约”：来源原文所有，或按其有效位数取整。
note-events-lasted = 事件线上的横条：事件历时。
note-events-within = 事件线上的横条：日期在此范围内。
note-events-either = 事件线上的横条：日期在此范围内，或为事件历时。

## 各类图的注释。

note-measures-mixed = 时期总量与时点存量并列。
note-not-accounted-for = 未能说明：所见数字均不能解释的部分，可能为一项或数项。
note-pale-bars = 浅色：条形可始于或止于其中任意处。
note-joined-by-work = 仅连接同一文献的数值。
note-broken-line = 断线处：其间年份未见数字。
note-empty-field = 空格：未见数字，并不等于没有。
note-several-years = 跨多年的数字在各年均计入。
note-one-scale = 各小图用同一刻度。
note-own-scales = 各小图自用刻度。
note-no-sources-named = 各文献均未注明取自其他文献。
note-colours-are-sources = 一色为一源；灰色：来源不详。
note-faint-ends = 两端淡色：仅知年或月。
note-dashed-ends = 两端虚线：未载日期。
note-headings-of-parties = 小标题示供方与受方。

## 表的说明。

remark-no-panel = 因无可示数值而无小图：{ $names }。
remark-no-point = 因坐标不详而未上图：{ $names }。
remark-no-place = 因未载地点而未上图：{ $names }。
remark-no-stage = 因阶段未注明而未列的数值：{ $names }。
remark-no-date = 因无日期而未列：{ $names }。
remark-not-of-one-year = 因不限于一年而未列：{ $names }。
remark-without-number = 无此数值：{ $names }。
remark-undated = { $told }个数字无日期，此处未列。
remark-context = 因属背景而未计入：{ $names }。
remark-context-many = 因属背景而未计入：{ $told }项指标。
remark-counted = 因已含于另一数值而未计入：{ $names }。
remark-counted-many = 因已含于其他数值而未计入：{ $told }项指标。
remark-left-out = 未计入：{ $figure }，{ $reason }。
remark-other-unit = 因单位不同而未比较：{ $figures }。
remark-other-unit-many = 因单位不同而未比较：另有{ $told }个数字。
remark-works-beyond = 另有{ $told }部文献无此数字，但述及其组成部分。
remark-preferred = 圆环：优先采用的数字。
remark-shaded = 阴影：各文献数字的区间。
remark-one-root-of-two = 两个数字同出一源：{ $root }。
remark-one-root = { $told }个数字同出一源：{ $root }。
remark-few-roots = 就各文献所注，独立来源{ $told }个：{ $roots }。
remark-many-roots = 就各文献所注，{ $told }个数字出自{ $roots }个独立来源。

## 数据表所无的行名与系列名。

row-added-up = 此处加总
row-added-by = 此处加总（分项：{ $split }）
row-added-of-parts = 此处按分项加总
row-in-all = 合计
row-left = 剩余
row-not-accounted-for = 未能说明
row-works = { $told }部文献
row-times = { $work }，{ $told }处
series-adds = 增加
series-takes-away = 减少
series-sum = 合计
series-not-accounted-for = 未能说明
series-principal = 本金
series-interest = 利息
detail-item = { $item } { $number }
detail-more = 另有{ $told }项
group-no-parties = 非双方之间
group-tier-1 = 原始文件
    .in-key = 原始文件
group-tier-2 = 学术论著
    .in-key = 学术论著
group-tier-3 = 工具书、报刊与官方记述
    .in-key = 工具书、报刊与官方记述
group-tier-4 = 通俗与佚名作品
    .in-key = 通俗与佚名作品
group-unranked = 等级不明
    .in-key = 等级不明
name-not-stated = 未载
name-no-place = 未载地点
