# 条款正文：每条规则的文字表述。名称按原文代入，句式不依赖其变化。

terms-days-title = 日期与时间
terms-who-title = 参会资格
terms-fees-title = 费用
terms-payment-title = 付款
terms-refund-title = 取消与退款
terms-changes-title = 更换参会者与变更
terms-places-title = 代表团与名额
terms-papers-title = 文件与注册证件
terms-consents-title = 个人信息与同意
terms-further-title = 其他规定

# 组合方式。
decimal = { $whole }.{ $fraction }
percent = { $number }%
money-eur = { $amount }欧元
money-usd = { $amount }美元
money-gbp = { $amount }英镑
money-rub = { $amount }卢布
money-cny = { $amount }元人民币
money-jpy = { $amount }日元
money-other = { $amount } { $code }
terms-quoted = “{ $name }”
terms-comma = 、
terms-and = { $first }和{ $last }
terms-or = { $first }或{ $last }
terms-part = ，
terms-sentence = { $words }。
terms-headed = { $name }：{ $words }
terms-if = 适用条件：{ $condition }
terms-framed-times = { $core }，{ $times }
terms-framed-on-site = { $core }（现场）
terms-framed-when = { $core }（适用条件：{ $condition }）
terms-framed-unless = { $core }（{ $condition }的除外）

# 日期与时间。
terms-clock = 本条款中的日期和时间均以{ $zone }为准。
terms-counting = 截止日期包含当日全天；具体时刻以该时刻为准。某日之前或之后的天数、周数和月数按自然日计算，至所落之日结束时届满；工作日为周一至周五。
terms-holidays = 下列日期亦不计为工作日：{ $days }。
terms-noted = { $words }（{ $note }）
terms-from-and-until = { $begins }，且{ $ends }
terms-from-until = { $begins }{ $ends }
terms-from-day = 自{ $day }起
terms-after-day = { $day }之后
terms-until-day = 至{ $day }当日结束
terms-before-day = { $day }零时之前
terms-from-moment = 自{ $moment }起
terms-after-moment = { $moment }之后
terms-until-moment = 至{ $moment }
terms-period-end = 至报价所属价格期结束
terms-earliest = { $deadlines }，以较早者为准
terms-resolved = { $words }，即{ $day }
terms-from-anchor = 自{ $anchor }起
terms-after-anchor = { $anchor }之后
terms-until-anchor = 至{ $anchor }结束
terms-before-anchor = { $anchor }之前
terms-from-distance-before = 自{ $anchor }前{ $span }起
terms-from-distance-after = 自{ $anchor }后{ $span }起
terms-after-distance-before = 距{ $anchor }不足{ $span }
terms-after-distance-after = { $anchor }后超过{ $span }
terms-until-distance-before = 不晚于{ $anchor }前{ $span }
terms-until-distance-after = { $anchor }后{ $span }内
terms-before-distance-before = 早于{ $anchor }前{ $span }
terms-before-distance-after = { $anchor }后不满{ $span }
terms-hours = { $shown }小时
terms-days = { $shown }天
terms-working-days = { $shown }个工作日
terms-weeks = { $shown }周
terms-months = { $shown }个月
terms-anchor-start = 活动首日
terms-anchor-end = 活动最后一日
terms-anchor-registration = 报名之日
terms-anchor-invoice = 开具账单之日
terms-anchor-contract = 签约之日
terms-anchor-payment = 款项到账之日

# 条件：用于“适用条件”和“除外”。
terms-in-category = 类别为{ $value }
terms-range-between = { $min }至{ $max }
terms-range-least = 不少于{ $min }
terms-range-most = 不超过{ $max }
terms-range-any = 任意数
terms-fact-category = 类别为{ $value }
terms-fact-mode = 参会方式为{ $value }
terms-fact-country = 参会者来自{ $value }
terms-fact-region = 参会者所属国家在{ $value }组内
terms-fact-ticket = 票种为{ $value }
terms-fact-role = 参会身份为{ $value }
terms-fact-payer = 付款方为{ $value }
terms-fact-method = 付款方式为{ $value }
terms-fact-reason = 原因为{ $value }
terms-fact-code = 填写了可用的优惠码
terms-fact-organization = 单位为{ $value }
terms-fact-body = 派出机构为{ $value }
terms-fact-rank = 团长级别为{ $value }
terms-fact-outlet = 媒体类型为{ $value }
terms-fact-lodging = 住宿为{ $value }
terms-fact-section = 组别为{ $value }
terms-fact-member = { $yes ->
    [no] 参会者不是会员
   *[yes] 参会者是会员
}
terms-fact-student = { $yes ->
    [no] 参会者不是学生
   *[yes] 参会者是学生
}
terms-fact-proof = { $yes ->
    [no] 尚未出示所需证明
   *[yes] 已出示所需证明
}
terms-fact-paid = { $yes ->
    [no] 尚未付清全部款项
   *[yes] 已付清全部款项
}
terms-fact-approved = { $yes ->
    [no] 参会未获批准
   *[yes] 参会已获批准
}
terms-fact-accompanying = { $yes ->
    [no] 该人员并非随行
   *[yes] 该人员为随行
}
terms-fact-accredited = { $yes ->
    [no] 尚无注册证件
   *[yes] 已有注册证件
}
terms-fact-age = 活动首日的周岁年龄为{ $value }
terms-fact-papers = 报告论文数为{ $value }
terms-fact-nights = 在会议酒店住宿的夜数为{ $value }
terms-fact-distance = 住所距离为{ $value }
terms-fact-area = 展位面积（平方米）为{ $value }

# 据以合并计算的事项。
terms-shared-category = 类别
terms-shared-mode = 参会方式
terms-shared-country = 国家
terms-shared-region = 国家组
terms-shared-ticket = 票种
terms-shared-role = 身份
terms-shared-payer = 付款方
terms-shared-method = 付款方式
terms-shared-reason = 原因
terms-shared-code = 优惠码
terms-shared-organization = 单位
terms-shared-body = 派出机构
terms-shared-rank = 级别
terms-shared-outlet = 媒体类型
terms-shared-lodging = 住宿
terms-shared-section = 组别
terms-shared-member = 会员身份
terms-shared-student = 学生身份
terms-shared-proof = 证明
terms-shared-paid = 付款
terms-shared-approved = 批准
terms-shared-accompanying = 随行
terms-shared-accredited = 注册证件
terms-shared-age = 年龄
terms-shared-papers = 论文数
terms-shared-nights = 夜数
terms-shared-distance = 距离
terms-shared-area = 面积
terms-counted-by = 同一{ $fact }的人员合并计算
terms-seats-for-each = 每个{ $fact }

# 参会者与报名时间。
terms-categories = 参会者属于下列类别之一：
terms-region = { $name }组包括{ $countries }。
terms-accompanies = 随行对象的类别：{ $categories }。
terms-accompanies-most = 每位参会者最多可有{ $shown }人随行。
terms-proof = 须提供证明：{ $proof }。
terms-without-proof = 出示证明之前适用类别：{ $category }。
terms-approval = 每项参会申请均由主办方决定。
terms-includes = 包含：{ $things }。
terms-excludes = 不包含：{ $things }。
terms-window-if = 适用条件：{ $condition }。
terms-window-stage = 此阶段称为{ $stage }。
terms-window-decided = 报名审定方式：{ $words }。

# 费用。
terms-counts-registration = 适用价格以报名之日为准。
terms-counts-payment = 适用价格以款项到账之日为准。
terms-fees-caption = 费用
terms-fees-head = 类别
terms-extras-caption = 附加项目
terms-extras-head = 项目
terms-caption-of = { $caption }：{ $names }
terms-everybody = 全体参会者
terms-price = 价格
terms-otherwise = 其他时间
terms-free = 免费
terms-elsewhere = 另行规定
terms-share-of-price = 价格的{ $percent }
terms-share-of-fee = 费用的{ $percent }
terms-share-of-all = 总额的{ $percent }
terms-per-unit = 计价单位：{ $unit }
terms-most-per-order = 每份订单最多{ $shown }份
terms-payee = 收款方：{ $payee }
terms-period = 价格期{ $name }
terms-period-unstated = 日期未规定
terms-at-desk = 现场
terms-price-in-period = { $period }期内{ $price }

# 优惠、附加费、补贴与税费。
terms-reductions = 适用下列优惠和团体价格：
terms-stacking-largest = 同一人符合多项优惠时，仅适用最大的一项。
terms-stacking-add = 同一人符合多项优惠时，各项累加。
terms-less-percent = 费用减{ $percent }
terms-less-amount = 每人费用减{ $amount }
terms-instead-price = 每人以{ $price }代替原费用
terms-even-dearer = 即使原费用较低
terms-instead-period = 适用{ $period }期的费用
terms-free-places = 每{ $paid }，{ $free }
terms-persons-paying = { $shown }人付费
terms-persons-free = 另有{ $shown }人免费参会
terms-group-size = 团体人数{ $range }
terms-from-nth = 自团体第{ $nth }人起
terms-charges = 另收下列费用：
terms-charge-percent = 此前合计的{ $percent }
terms-grants = 参会者可获得：
terms-per-person = 按人计
terms-per-order = 每份订单一次
terms-per-paper = 按论文计
terms-per-night = 按夜计
terms-above = 超出{ $above }的部分计
terms-counted-at-most = 最多计{ $most }次
terms-on-request = 仅应要求提供
terms-taxes = 税费：
terms-tax = 税
terms-tax-included = 已含在价格内
terms-tax-added = 另加于价格之上
terms-tax-exempt = 免征
terms-tax-reverse-charge = 由付款方在其本国缴纳（反向征收）
terms-tax-on = 适用于{ $items }
terms-item-fee = 参会费用
terms-item-charge = 附加费

# 付款。
terms-methods = 付款方式：
terms-method-refused = { $name }（不接受）
terms-whole-rest = 全部未付款项
terms-due-by = { $what }，{ $by }
terms-missed-next-period = 逾期未到账的，适用下一价格期的价格。
terms-missed-cancelled = 逾期未到账的，报名予以取消。
terms-missed-blocked = 款项到账之前不能参会。
terms-missed-pending = 款项到账之前，报名处于待定状态。

# 取消。
terms-refund-order = 以取消通知送达之日为准。下列规定中，以最先符合的一项为准。
terms-refund-of-all = 已付款项的退款
terms-refund-of = { $items }的退款
terms-refund-head = 通知送达时间
terms-now = 当前
terms-refund-column = 退还
terms-refund-later = 此后任何时间
terms-refund-nothing = 不予退还
terms-refund-whole = 全额
terms-refund-unstated = 未作规定，由主办方就个案决定
terms-refund-net = 不含税款
terms-refund-recount = 先对其余人员重新计价
terms-less = 扣除{ $amounts }
terms-withheld-per-person = 每人{ $amount }
terms-withheld-per-order = 每份订单{ $amount }
terms-withheld-share = 已付款项的{ $percent }
terms-withheld-greater = 下列金额中较大者：{ $amounts }

# 更换与变更。
terms-substitution-free = 可免费由他人代替参会
terms-substitution-for = 可由他人代替参会，须付{ $fee }
terms-substitution-refused = 不可由他人代替参会
terms-substitution-unstated = 是否可由他人代替参会，未作规定
terms-substitution-free-share = 一份订单中{ $percent }的姓名可免费更改。
terms-substitution-same = 代替者与原参会者须一致：{ $same }。
terms-substitution-approval = 须经主办方同意。
terms-same-organization = 单位
terms-same-category = 类别
terms-same-services = 全部已订项目
terms-instead = 替代办法：{ $words }。
terms-conversion-allowed = 可由{ $has }改为{ $wants }
terms-conversion-refused = 不可由{ $has }改为{ $wants }
terms-conversion-fee = 变更费用：{ $fee }。
terms-difference-paid = 差价须补足。
terms-difference-refunded = 差价予以退还。
terms-difference-kept = 差价不予退还。

# 名额。
terms-quotas = 名额有限：
terms-seats = { $shown }个名额
terms-seats-of = { $what } { $seats } 人
terms-head-counts = 团长占用其中一个名额。
terms-seats-more = 此外最多可增加{ $shown }人。
terms-over = 超出部分加收：{ $surcharges }。
terms-over-nth = 第{ $nth }人{ $percent }
terms-over-further = 自第{ $nth }人起{ $percent }
terms-over-then = 超出部分：{ $words }。

# 文件与同意。
terms-openings = 下列事项仅可在特定时间或情形下办理：
terms-requirements = 须提供下列材料或满足下列要求：
terms-consents = 下列同意事项与条款分开征求：
terms-consent-required = 参会所必需
terms-consent-voluntary = 自愿，可随时撤回

# 新版本的变更。
terms-fee-for = { $whom }的费用
terms-change-period-rises = { $what }（{ $period }）由{ $from }上调至{ $to }。
terms-change-period-falls = { $what }（{ $period }）由{ $from }下调至{ $to }。
terms-change-price-rises = { $what }由{ $from }上调至{ $to }。
terms-change-price-falls = { $what }由{ $from }下调至{ $to }。
terms-change-times = { $what }：改为“{ $is }”，原为“{ $was }”。
terms-change-order = { $section }：各项规定的适用顺序已更改。
terms-change-names = 名称或文字已更改。
terms-change-since = 与第 { $number } 版相比的变更

# 各国会议通用的名称。
terms-word-accommodation = 住宿
terms-word-accompanying = 随行人员
terms-word-advance = 提前
terms-word-at-the-desk = 现场
terms-word-author = 作者
terms-word-badge = 胸卡
terms-word-badge-collection = 领取胸卡
terms-word-balance = 余款
terms-word-bank-transfer = 银行转账
terms-word-banquet = 宴会
terms-word-capacity = 容量
terms-word-card = 银行卡
terms-word-cash = 现金
terms-word-cheque = 支票
terms-word-coffee = 茶歇
terms-word-data = 个人信息
terms-word-delegate = 代表
terms-word-deposit = 定金
terms-word-dinner = 晚宴
terms-word-documents = 会议资料
terms-word-double = 双人间
terms-word-early = 早鸟
terms-word-early-bird = 早鸟
terms-word-excursion = 游览
terms-word-exhibition = 展览
terms-word-extra-paper = 额外论文
terms-word-fee = 费用
terms-word-first = 第一期
terms-word-fourth = 第四期
terms-word-gala-dinner = 正式晚宴
terms-word-group = 团体
terms-word-image = 肖像
terms-word-industry = 企业
terms-word-invoice = 账单
terms-word-keynote = 主旨报告人
terms-word-last = 最后一期
terms-word-last-minute = 临近会期
terms-word-late = 晚期
terms-word-late-registration = 逾期报名
terms-word-listener = 旁听者
terms-word-local = 本地参会者
terms-word-lunch = 午餐
terms-word-lunches = 午餐
terms-word-media = 媒体
terms-word-member = 会员
terms-word-night = 夜
terms-word-no-notice = 未通知
terms-word-no-show = 未到场
terms-word-non-member = 非会员
terms-word-on-site = 现场
terms-word-online = 线上
terms-word-other = 其他
terms-word-paper = 论文
terms-word-participant = 参会者
terms-word-passport = 护照
terms-word-payment = 付款
terms-word-person = 人
terms-word-photograph = 照片
terms-word-pre-registration = 预注册
terms-word-premium = 高级
terms-word-presenter = 报告人
terms-word-proceedings = 论文集
terms-word-regular = 普通
terms-word-room = 房间
terms-word-second = 第二期
terms-word-sessions = 会议场次
terms-word-single = 单人间
terms-word-speaker = 演讲者
terms-word-standard = 标准
terms-word-stay = 全程
terms-word-student = 学生
terms-word-super-early = 超早鸟
terms-word-terms = 参会条款
terms-word-third = 第三期
terms-word-tour = 游览
terms-word-transfer = 接送
terms-word-tutorial = 专题讲座
terms-word-vat = 增值税
terms-word-visa-letter = 签证邀请函
terms-word-visa-refused = 签证被拒
terms-word-waiting-list = 候补名单
terms-word-welcome-reception = 欢迎酒会

# 应付与退还。
money-negative = −{ $amount }
amount-fee = 参会：{ $category }
amount-over-quota = 超出名额的席位
amount-clause = 条款 { $number }
amount-each = { $count } × { $unit }
amount-tax-rate = { $name } { $rate }
amount-tax-included = 其中含{ $name }：{ $amount }
amount-tax-added = 上列价格之外加收{ $name }：{ $amount }
amount-refunded = { $back }（共付 { $paid }）
