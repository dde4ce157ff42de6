categories-about = 参会者以何种身份参加；顺序与报名表中相同。
categories-none = 尚无参会类别。参会者报名时从中选择。
categories-archived = 不再提供
category-new = 新类别
category-add = 添加类别
category-up = 上移
category-down = 下移
category-archive = 停止提供
category-restore = 重新提供
category-archived = 该类别不再提供。已报名者保留名额；可在下方重新提供。
category-deleted = 该类别已删除，此前无人报名。
category-restored = 该类别已重新提供。
category-last-one = 已发布的活动至少要有一个类别。请先添加另一个。
category-name = 名称
category-name-hint = 参会者看到的名称，例如“专家”。
category-name-missing = 请输入活动语言（{ $language }）的名称
category-description = 适用对象
category-description-hint = 名称下方的一句话。
category-key = 列表和文件中的代号：
category-places = 名额
category-places-own = 单独设定名额
category-places-missing = 请选择可以参加的人数
category-unlimited = 不限人数
category-shared = 共用
category-together = 与{ $names }共用
category-taken = 已占 { $taken } / { $size }
category-size = { $n ->
   *[other] { $shown } 个名额
}
category-size-label = 名额数
category-size-hint = 仅用于单独设定的名额。
category-size-taken = { $n ->
   *[other] 已占 { $shown } 个。减少名额不会取消任何人，但之后空出的名额不再开放。
}
category-size-odd = 请输入 0 到 { $most } 之间的名额数
quotas-title = 名额数
quotas-about = 共用名额的类别列在一起。
quota-size = 名额
quota-taken = { $n ->
   *[other] 已占 { $shown } 个
}
quota-excess = { $n ->
   *[other] 超出 { $shown } 个
}
