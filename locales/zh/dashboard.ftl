dashboard-title = 您的活动
dashboard-no-organization = 您尚未加入任何机构。机构所有者可以邀请您。
dashboard-no-events = 还没有活动。
event-without-time = 尚未设定时间
role-owner = 所有者
role-manager = 管理员
role-viewer = 查看者
overview-lacks = 发布前还需要
overview-ready = 可以发布
overview-publish = 发布
overview-public = 以访客身份查看
overview-places = 名额
overview-preview = 以访客视角预览
overview-attention = 需要关注
overview-chart = 报名趋势
overview-taken = 已占 { $taken } / { $size }
attention-review = { $shown } 份报名等待您审核
attention-full = “{ $category }”名额已满
attention-closing = 报名将于{ $moment }截止
attention-language = 缺少{ $language }标题，将显示{ $shown }标题
chart-summary = 共 { $n ->
   *[other] { $shown }
} 份报名{ $span ->
    [week] ；{ $best }一周最多：{ $most } 份
   *[day] ；{ $best }最多：{ $most } 份
}
chart-table = 以表格显示
chart-day = 日期
chart-week = 周
chart-number = 报名数
dashboard-new = 新活动
dashboard-upcoming = 即将举行
dashboard-drafts = 草稿
dashboard-past = 已结束或已取消
dashboard-deleted = 已删除
dashboard-restorable = { $until }前可恢复
dashboard-restore = 恢复
first-steps = 第一步
first-step-create = 创建活动：填写八项即可
first-step-publish = 内容齐备后发布
first-step-share = 分享网址，查看报名情况
first-step-done = 已完成
