# 候补者个人页面与邮件。
line-title = 您的候补位次
line-position = 第 { $position } 位，共 { $waiting } 人
line-first = 您前面没有人。
line-before = { $n ->
   *[other] 您前面有 { $shown } 人。
}
line-together = { $n ->
   *[other] 您在等候 { $shown } 个名额，须同时获得：要么全部有名额，要么都没有；所需较少的人可能先获得名额。
}
line-none-ever = 目前尚无候补者获得名额。
line-ever = { $n ->
   *[other] 目前已有 { $shown } 名候补者获得名额。
}
line-none-lately = 最近七天内没有。
line-lately = { $n ->
   *[other] 其中最近七天内 { $shown } 名。
}
line-offered = { $n ->
   *[other] 轮到您时，我们会发邮件通知，并为您保留名额 { $shown } 小时。
}
line-confirmed-at-once = 轮到您时，名额立即归您，我们会发邮件通知。
line-no-promise = 我们无法保证一定会有名额空出。
line-leave-title = 不想再等候？
line-leave = 退出候补
line-leave-text = 退出候补后，您后面的人将依次前移。

# 为其保留的名额。
offer-title = 已为您保留名额
offer-held-until = 名额为您保留至{ $until }。
offer-open = 接受或放弃名额
offer-means = 接受后，名额即归您所有。如放弃或逾期未答复，名额将顺延给下一位。
offer-amount = 参会费用：
offer-accept = 接受名额
offer-decline = 放弃名额
offer-taken-title = 名额已归您所有
offer-taken-text = 您已接受名额，此处无需再操作。
offer-gone-title = 名额已不再保留
offer-gone-text = 名额已被放弃或逾期未获答复，现已顺延给下一位。

mail-waitlisted-subject = { $event }：您已进入候补名单
mail-waitlisted-greeting = { $name }，您已进入候补名单。
mail-waitlisted-intro = 目前名额已满，您暂时还没有名额：在我们确认之前，切勿提前预订行程。
mail-waitlisted-wait = 您可随时在个人页面查看候补位次，也可在那里退出候补。
mail-offered-subject = 有名额提供给您：{ $event }
mail-offered-greeting = { $name }，有名额提供给您。
mail-offered-intro = 名额为您保留至{ $until }。逾期将顺延给下一位。
mail-offered-else = 点击按钮会打开一个询问页面，仅打开页面不会作出任何决定。
mail-expired-subject = { $event }：您的报名已失效
mail-expired-greeting = { $name }，因逾期，您的报名已失效。
mail-expired-intro = 我们未在约定时间前收到您的答复，因此您的报名已失效，名额也不再保留。报名仍开放时，您可以重新报名。

# 主办方页面。
workspace-waitlist = 候补名单
waitlist-about = 按获得名额的先后列出候补者。空出的名额会自动给予第一位适合的人。
waitlist-none = 目前没有候补者。
waitlist-count = { $n ->
   *[other] { $shown } 人候补。
}
waitlist-more = { $n ->
   *[other] 另有 { $shown } 人
}
waitlist-since = 自{ $since }起
waitlist-together = { $n ->
   *[other] 共 { $shown } 人，须同时获得名额
}
waitlist-preferred = 优先
waitlist-why = 为什么现在没有人获得名额？
waitlist-why-full = 以下名额已满：{ $quotas }。
waitlist-why-party = { $n ->
   *[other] 排在最前的是须同时获得名额的 { $party } 人，而目前只有 { $shown } 个空额。
}
waitlist-why-soon = 有空额：排在最前的人将在一分钟内获得。
waitlist-why-offers = { $n ->
   *[other] 有 { $shown } 个已提供的名额尚待答复，最早于{ $until }到期。
}
waitlist-why-cancelled = 活动已取消，因此不再分配名额。
waitlist-why-draft = 活动尚未发布，因此不分配名额。
waitlist-why-begun = 活动已开始或已结束，因此不再分配名额。
waitlist-turn = 调整位次
waitlist-turn-means = “优先”即排在本活动所有候补者之前。原因会连同您的姓名记录在案，参会者看不到。
waitlist-turn-reason = 原因
waitlist-turn-reason-hint = 供日后查询。
waitlist-turn-reason-missing = 请填写调整位次的原因。
waitlist-turn-first = 排到最前
waitlist-turn-by-time = 按时间排序
waitlist-done-turn = 候补顺序已调整。
waitlist-offer = 提供名额
waitlist-offer-means = { $n ->
   *[other] 无论前面是否有人，名额都将保留 { $shown } 小时，并立即发送邮件。
}
waitlist-offer-overbooks = 以下名额已满：{ $quotas }。此名额将超出总数，并记录在案。
waitlist-offer-submit = 提供名额
waitlist-offer-submit-overbook = 超额提供名额
waitlist-done-offered = 名额已提供。
waitlist-take-out = 移出
waitlist-not-waiting = 此报名已不在候补中。
attention-waitlist = { $n ->
   *[other] { $shown } 人正在候补
}

# 名额已满时的报名表与活动页面。
register-waits = 名额已满。提交此表即加入候补名单：空出的名额将给予排在最前的候补者，届时我们会发邮件通知您。
register-companions = 与您同行的人
register-companions-hint = 每行填写一位的全名。每人各有一份报名，您可在自己的页面上管理。
register-companions-many = { $n ->
   *[other] 最多填写 { $shown } 个姓名，其他人可另行报名。
}
register-companions-long = 其中一个姓名过长，请每行只填写一个。
register-together = 所有人都有名额，否则都不要
register-together-hint = 名额不足时，大家一起候补，直到名额足够。

# 个人页面上的同行者。
party-title = 与您同行
party-open = 打开
offer-party = { $n ->
   *[other] 此处涉及 { $shown } 个名额：您本人及与您一同报名的人。
}
