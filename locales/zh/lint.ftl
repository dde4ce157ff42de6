# What is wrong with rules, as sentences; $rule names another rule.
lint-line = 第 { $line } 行
lint-line-rule = 第 { $line } 行，{ $rule }
lint-at = { $place }：{ $words }
lint-end-of-day = { $day }当日结束
lint-rule-registration = 报名时段 { $number }
lint-rule-period = 价格期 { $number }
lint-rule-category = 类别 { $number }
lint-rule-fee = 费用 { $number }
lint-rule-extra = 附加项目 { $number }
lint-rule-adjustment = 优惠 { $number }
lint-rule-charge = 附加费 { $number }
lint-rule-grant = 资助 { $number }
lint-rule-tax = 税 { $number }
lint-rule-due = 付款期限 { $number }
lint-rule-method = 付款方式 { $number }
lint-rule-refund = 退款第 { $number } 项
lint-rule-substitution = 更换参会者第 { $number } 项
lint-rule-conversion = 变更参会形式第 { $number } 项
lint-rule-quota = 名额 { $number }
lint-rule-opening = 办理时段 { $number }
lint-rule-requirement = 要求 { $number }
lint-rule-consent = 同意事项 { $number }
lint-rule-clause = 规定 { $number }

lint-too-many-rules = { $n ->
   *[other] 共有 { $shown } 条规则；参会条款最多 { $most } 条。
}
lint-unknown-category = 提到类别“{ $name }”，但条款中没有该类别。
lint-unknown-period = 提到价格期“{ $name }”，但条款中没有该价格期。
lint-unknown-extra = 提到附加项目“{ $name }”，但条款中没有该项目。
lint-not-offered = 提到类别“{ $name }”，但本活动没有该类别。请在“类别”页面添加，或改用其他类别。
lint-no-fee = 类别“{ $name }”没有对应的费用。请添加，否则以该类别报名时不会显示价格。
lint-twice = “{ $name }”出现了两次。请为其中一条另取名称。
lint-nameless = 未写名称。
lint-circle = 引用形成循环：{ $path }。
lint-cannot-hold-word = 条件“{ $name }”永远不会成立：此处应为文字。
lint-cannot-hold-yes-no = 条件“{ $name }”永远不会成立：此处应为 true 或 false。
lint-cannot-hold-number = 条件“{ $name }”永远不会成立：此处应为数字。
lint-too-much = “{ $word }”为{ $share }；不可能超过全部。
lint-no-price = 未写价格。
lint-two-prices = 既写了统一价格，又写了分期价格：只能有一种生效。
lint-no-effect = 此项没有任何作用：请写明少付多少，或改付多少。
lint-currency-missing = 有的价格期写了以 { $currency } 计的价格，“{ $period }”却没有。
lint-falls-with-size = 人数较多的团体反而优惠较少（对比{ $rule }）：两项是否写反了？
lint-backwards = 结束早于开始：自{ $from }至{ $until }。
lint-gap = 在前一项（{ $rule }）与此项之间没有任何规定：自{ $from }至{ $until }。
lint-overlap = 与另一项（{ $rule }）在{ $from }至{ $until }期间同时适用，以在先者为准。请使一项结束之时即为另一项开始之时。
lint-edge-day-of-none = { $day }既不属于前一项（{ $rule }），也不属于此项。请写明该日属于哪一项。
lint-edge-day-of-two = { $day }同时属于前一项（{ $rule }）和此项。请写明该日属于哪一项。
lint-unreachable = 此项永远不会适用：另一项（{ $rule }）排在前面，且凡此项适用时它也适用。
lint-open-end = 自{ $ends }之后如何处理，未作规定。
lint-unstated = 条款未作规定：须逐案决定。
lint-no-price-at-the-end = 报名开放至{ $registration }，而{ $price }之后没有任何价格适用。
lint-after-the-event = “{ $word }”晚于活动结束：{ $deadline }。
lint-unknown-day = “{ $word }”所依据的日期尚未确定：{ $deadline }。

# Why a file cannot be read.
lint-file-too-long = 文本超过 1 兆字节，远多于参会条款所需。
lint-file-unreadable = 此处有无法读取的字符。请将文件存为 UTF-8 编码，或重新输入此处。
lint-file-no-head = 缺少开头部分。文本以 [conference] 开始：名称与时区。
lint-file-syntax = 这不是 TOML。文字须加引号，列表用方括号，每项信息单独一行：词 = "值"。
lint-file-twice = 此处同一个词出现了两次。请只保留一个。
lint-file-unknown = 格式中此处没有“{ $word }”。可用的有：{ $known }。
lint-file-missing = 此处缺少“{ $word }”。
lint-file-no-such-day = 日历中没有 { $day } 这一天。请输入存在的日期。
lint-file-no-zone = “{ $zone }”不是全年适用的时区。请写明地点，例如 Europe/Paris，或时差，例如 2027-06-14T18:00+02:00。
lint-file-no-deadline = “{ $text }”不是日期或时间。请写 2027-06-14、2027-06-14 18:00、14 days before start 或 5 working days after contract。
lint-file-no-boundary = “{ $text }”不能用作报名的开始或截止。请写日期，例如 2027-06-14，或某日的时间，例如 2027-06-14 18:00。
lint-file-no-currency = “{ $code }”不是货币。请写 ISO 4217 的三个字母，例如 EUR。
lint-file-no-amount = “{ $text }”不是金额。请写数字、空格和货币，例如 427.50 USD。
lint-file-too-fine = “{ $text }”的小数位数多于 { $currency } 所有。
lint-file-too-large = 金额“{ $text }”过大。
lint-file-price-twice = 以 { $currency } 计的价格有两个。每种货币请只写一个。
lint-file-no-percent = “{ $text }”不是百分数。请写小数点后最多两位的数字，例如 5.5。
lint-file-unfit = 此处的值类型不符：例如该写数字或列表的地方写了带引号的文字，或者相反。
lint-faults = { $n ->
   *[other] 发布条款前须修改 { $shown } 处
}
lint-notices = { $n ->
   *[other] 有 { $shown } 处可能是有意为之；发布时会再次询问
}
lint-times = 时间均以 { $zone } 为准。
