terms-title = 参会条款
terms-registration-title = 报名
terms-general-title = 总则
terms-registration-window = { $scope ->
    [some] { $categories }：报名
   *[all] 报名
}{ $span ->
    [both] 自{ $opens }开始，至{ $until }{ $ends ->
        [day] 当日结束时
       *[moment] {""}
    }截止，{ $zone }。
    [from] 自{ $opens }开始，{ $zone }，至活动结束为止。
    [until] 开放至{ $until }{ $ends ->
        [day] 当日结束时
       *[moment] {""}
    }，{ $zone }。
   *[always] 开放至活动结束。
}
terms-version-of = 第 { $number } 版，{ $date }
terms-version-published = 第 { $number } 版，生效时间：{ $moment }
terms-applies-to-all = 此前报名者的退款与替换，如本版更为有利，可适用本版。
terms-applies-to-all-tick = 此前报名者的退款与替换，可适用新旧两版中更有利的一版
terms-applies-to-all-hint = 否则各人仍适用其已接受的版本。版本发布后，此项不可更改。
terms-fallback = 此条款仅有{ $language }版本。
terms-digest = 本文的 SHA-256：
terms-permanent = 本版本的永久地址

terms-draft-about = 您编辑的是草稿。参会者已接受的版本永不改变；新版本适用于其后报名的人。
terms-preview-about = 条款将如下显示，目前尚未保存。
terms-changed = 草稿与现行条款不同
terms-publish = 发布为第 { $number } 版
terms-publish-about = 已报名者仍适用其接受的版本。正在填写报名表的人会被请求阅读新版本。
terms-published-now = 新版本已生效。
terms-change-from = 不再适用：{ $sentence }
terms-change-to = 新增：{ $sentence }
terms-change-clauses = { $language }条款内容已更改。
terms-windows = 报名
terms-windows-about = 未设定时段时，报名开放至活动结束。时间依据：
terms-window = 时段
terms-window-opens = 开始
terms-window-until = 截止
terms-window-hint = 日期（2027-01-20）指整天；时间（2027-01-20 18:00）指当天的某一刻。
terms-window-odd = 请输入日期，例如 2027-01-20，或日期和时间，例如 2027-01-20 18:00
terms-window-order = 该时段的截止早于开始。请输入更晚的截止时间
terms-window-after-event = 届时活动已结束。请输入更早的截止时间，或留空
terms-window-categories = 仅适用于以下类别；不勾选则适用于全部
terms-window-add = 添加时段
terms-window-remove = 移除时段
terms-clauses = 条款内容
terms-clauses-label = 正文
terms-clauses-hint = Markdown；每个标题（##）开始一条。
terms-clauses-missing = 请用活动语言（{ $language }）撰写条款
terms-clauses-fallback = 没有{ $language }条款：该语言读者将看到{ $shown }文本并有标注。
terms-save = 保存草稿
terms-versions = 版本
terms-in-force = 现行
terms-file-title = 文件形式的条款
terms-file-about = 整份草稿以一段文本呈现，可手写，也可由程序读取：可在此编辑、另行保存，或从其他活动导入。
terms-file-text = 草稿文本
terms-file-text-hint = 在此保存的文本将取代草稿。发布之前，外部无人可见。
terms-file-download = 下载
terms-file-upload = 导入文件
terms-file-upload-about = 文件没有错误时将取代草稿；否则其文本会显示在上方，并列出需要修改之处。
terms-file-file = 此格式的文件（.toml）
terms-file-read-in = 导入
terms-file-none = 请先选择文件
terms-file-no-text = 这不是 UTF-8 文本。请以该编码保存文件后重新选择
terms-file-heavy = 该文件超过 { $mebibytes } MB，远大于参会条款所需。请选择正确的文件
terms-file-faults = { $n ->
   *[other] 有 { $shown } 处规则无法成立，已列在文本上方；尚未保存任何内容
}
terms-file-other-zone = 文件采用 { $file } 的时间，活动采用 { $event } 的时间，所有期限的含义都会改变：请修改文件中的时区或活动的时区
terms-file-other-days = 已保存。文件中的日期与活动不同，以活动的日期为准：{ $when }
terms-file-clauses-long = { $language }自由条款超过 { $most } 个字符，请缩短
terms-file-stored = 已保存的草稿中不同的内容
terms-file-format = 格式简介
terms-file-format-about = 双方括号开始一条规则，其下每行说明一项内容。
terms-file-format-order = 同类规则有多条时，以最先符合的一条为准：特殊的在前，一般的在后。
terms-file-format-days = “until”某日指至该日结束，“from”某日指自该日开始；写明时刻的以该时刻为准。所有时间均为活动所在地时间。
terms-file-format-money = 金额由数字、空格和货币组成；有多种货币时写成列表。百分数直接写数字。
terms-file-format-head = [conference] 之下的开头部分重复活动的信息；其中的名称和日期不会导入。
terms-file-format-clauses = 自由条款写在 [free_clauses] 之下，按语言分列。文件中没有时，保留草稿中的内容。
terms-file-format-more = 格式的全部用词及示例见程序附带的文档：
terms-as-file = 本版本的文件形式，供程序使用（TOML）
terms-faulty = 请先修改列为须修改之处，然后即可发布。
terms-notices = 可能是有意为之的内容
terms-acknowledge = { $n ->
   *[other] 我已阅读这 { $shown } 处内容，仍然发布
}
terms-unread = 请确认已阅读上述内容，或先行修改
terms-changed-meanwhile = 您打开此页之后草稿已有改动。尚未发布任何内容；以下为其当前内容。
