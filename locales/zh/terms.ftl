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
