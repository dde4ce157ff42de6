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
quota-size = 名额
quota-taken = { $n ->
   *[other] 已占 { $shown } 个
}
quota-excess = { $n ->
   *[other] 超出 { $shown } 个
}
quotas-about = 各类别的专有名额、多个类别共用的名额，以及附加项目的名额。报名者须在每一项相关名额中占有一席，以最紧张者为准。
quota-about = 多个类别共用、整个活动共用或附加项目专用的名额。
quota-new = 新增名额
quota-add = 添加名额
quota-name-hint = 主办方看到的名称，例如“大会议厅”。
quota-name-missing = 请输入名称
quota-reach = 名额适用范围
quota-reach-missing = 请选择名额适用范围
quota-whole-event = 整个活动
quota-bounds-nothing = 未用于任何类别
quota-extras = 条款中的附加项目
quota-extras-hint = 凡选择该项目者，不论类别，均占用此处一个名额；名额用完后不可再选。
quota-extra = 附加项目“{ $name }”
quota-extra-gone = 条款中已无此项
quota-extra-draft = 仅在草稿中
quota-not-offered = 已不再提供
quota-noted = { $name }（{ $note }）
quota-bounds-still = 这些名额仍在使用。请先取消全部勾选并保存，再删除。
quota-delete = 删除这些名额
quota-deleted = 名额已删除，此前未用于任何类别。
category-shares = 另须占用共用名额：
category-admission = 录取方式
category-admission-about = 如均不勾选，报名后立即确认。
category-proves-address = 先验证电子邮箱
category-proves-address-hint = 系统向该邮箱发送链接；逾期未打开则释放名额。
category-needs-review = 每份报名均由主办方审核
category-needs-review-hint = 页面会说明这一点；审核前不予确认。
category-review-holds-place = 审核期间保留名额
category-review-holds-place-hint = 否则批准时可能已无名额。
category-reviews-edits = 参会者后续修改须重新审核
category-reviews-edits-hint = 重新审核前不视为已确认。
category-awaits-payment = 付款后方予确认
category-awaits-payment-hint = 如需缴费，名额保留至登记付款为止。
category-payment-days = 付款期限（天）
category-payment-days-hint = 逾期报名失效，名额释放。留空表示不设期限。
category-payment-days-odd = 请输入 1 到 365 之间的天数，或留空
category-waitlist = 名额已满时
category-waitlist-none = 不再接受报名
category-waitlist-offered = 进入候补；有名额空出时，询问首位候补者是否接受
category-waitlist-confirmed = 进入候补；有名额空出时，直接给予首位候补者
category-waitlist-missing = 请选择名额已满时的处理方式
category-waitlist-waiting = { $n ->
   *[other] 尚有 { $shown } 人候补。关闭候补前，请先给予名额或结束其报名。
}
category-offer-hours = 答复期限（小时）
category-offer-hours-hint = 1 到 720；逾期则询问下一位。
category-offer-hours-odd = 请输入 1 到 720 之间的小时数
category-yes = 是
category-no = 否
category-says-proof = 验证邮箱
category-says-review = 需审核
category-says-payment = 先付款
category-says-waitlist = 候补
