# 关于数字、文献及其结果的用语。

## 文献中的出处。

place-in-work = { $work }，{ $place }
place-and-source = { $place }，{ $source }
# `$stated` 是文献原载的数值，图中换成了另一单位。
place-restated = { $place }（原载{ $stated }）

## 一部文献与其数字所出的另一部文献的关系。

relation-cites = 引自{ $work }
relation-same-count = 与{ $work }为同一计数
relation-reprints = 转载自{ $work }
relation-translates = 译自{ $work }

## 更正。

# 表中一栏所载；`$name` 是其他各栏的名称。
corrected-thing = { $column ->
    [value] 数值
    [min] 下限
    [max] 上限
    [start] 期间起点
    [end] 期间终点
    [signed] 签订日期
    [as_stated] 原文
    [locator] 出处
    [cited_work_id] 数字所引文献
    [cited_locator] 所引文献中的出处
    [part_of] 所属总体
    [agreement_id] 协定
    [bound] 确切程度
    [category_id] 类别
    [from_unit_id] 原单位
    [issued] 出版日期
    [item] 品名
    [label] 名称
    [latitude] 纬度
    [longitude] 经度
    [measure] 计量方式
    [multiplier] 倍数
    [note] 注
    [place_id] 地点
    [provider_id] 供方
    [quantity_id] 指标
    [rank] 数字的取舍
    [reading] 读法
    [recipient_id] 受方
    [relation] 与来源的关系
    [scope] 范围
    [split] 分项
    [stage_id] 阶段
    [title] 题名
    [to_unit_id] 折算单位
    [unit_id] 单位
    [work_id] 文献
   *[other] “{ $name }”一栏
}
correction-with-reason = { $done }：{ $reason }
correction-set = { $thing }取{ $value }，而非{ $printed }
correction-filled = { $thing }取{ $value }
correction-excluded = 未采用
correction-flagged = { $thing }存疑
# 用于图下，读者能看到所更正之处。
correction-likely = 来源可能有误
correction-of-date = 此处作{ $here }，原文{ $printed }
correction-of-number = 此处{ $here }，原文{ $printed }
correction-of-thing = 此处{ $thing }{ $here }，原文{ $printed }
correction-none-in-print = 未载

## 数字为何未采用。

unused-doubtful = 存疑
unused-excluded = 经更正排除
unused-not-preferred = 优先采用另一数字
unused-filtered = 不在所选文献或等级之内
unused-open-together = 与其他数字合并，两端均无界限
unused-no-number = 没有合用单位的数值
# 某指标：……；无可用数字。
without-number-open = 各数字合并，两端均无界限：一说至少，一说至多
without-number-unused = 没有可用的数字

## 已相加、但能否相加有疑问者。

added-no-totals = { $rows }不是总量
added-stages = { $rows }属于不同阶段（{ $stages }）
added-parts = { $whole }已包含{ $parts }
added-overlap = { $left }与{ $right }可能重复计算
named-and-more = { $named }，另有{ $told }项
quoted = “{ $text }”

## 文献未载而假定的贷款条件，逐项列出。

assumed-drawn-in-parts = 每一部分在当年内动用，次年起计息
assumed-drawn-at-once = 议定时（{ $period }）一次全部动用
assumed-one-payment = 一次还清本息
assumed-equal-principal = 本金分{ $told }年等额偿还，利息另计
assumed-equal-payment = 本息合计，分{ $told }年等额偿还
assumed-first-as-asked = { $year }年起偿还，此为设定
assumed-not-as-stated = 到期前等额偿还，与所载的{ $stated }不同
assumed-first-after-drawing = { $year }年起偿还，即最后一部分动用的次年
assumed-first-after-agreement = { $year }年起偿还，即议定的次年
assumed-interest-on-drawn = 每年年底偿付，按年初所欠计息
assumed-interest = 每年年底偿付，按当时所欠计息，议定当年其余时间不计息

## 引注。

# 接在一部文献之后，`$other` 是转引它的文献。
as-cited-in = 转引自{ $other }
    .mla = 转引自{ $other }
    .iso = 转引自{ $other }
taken-from = 取自{ $other }
# `$entry` 是文献的完整著录，以句点结尾。
number-taken = { $work }的数字引自：{ $entry }
number-taken-there = { $work }的数字引自：{ $entry } 见{ $place }。
work-taken = { $work }取自：{ $entry }
held-doubtful = 存疑：{ $reason }
not-used-in-dataset = 本数据集未采用：{ $reason }
in-dataset = 本数据集中，{ $correction }
digest = 数据的SHA-256：{ $digest }
versioned = { $title }，版本{ $version }
# 报告的编号，用于本语言的著录。
numbered = 第{ $number }号
# 文献是何种资料，写在题名后的方括号内。
kind-dataset = 数据集
kind-forum-post = 网络论坛帖子
kind-electronic = 电子资源
kind-thesis = 学位论文
# 写在方括号内，代替题名。
untitled = { $kind ->
    [article] 无题文章
    [book] 无题图书
    [chapter] 无题章节
    [dataset] 无题数据集
    [document] 无题文件
    [document-collection] 无题文件集
    [flashcards] 无题学习卡片
    [forum-thread] 无题论坛帖
    [publication] 无题出版物
    [report] 无题报告
    [review] 无题书评
    [thesis] 无题学位论文
    [unidentified] 无题文献（来源不明）
    [web-page] 无题网页
   *[other] 无题
}
