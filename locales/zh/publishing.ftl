lack-time = 必须有时间：请填写开始时间、结束时间和时区。
lack-ends-before-start = 结束时间早于开始时间。请填写晚于开始的结束时间。
lack-skipped-time = 在 { $zone }，时钟会跳过 { $local }。请选择其他时间；时钟从 { $resumes } 继续。
lack-venue = 请填写举办地点。
lack-contact = 请提供参会者可以联系的邮箱。
lack-category = 请至少添加一个参会类别。
lack-terms = 请撰写参会条款。
new-event-page-title = 新活动
new-event-about = 填写八项即可发布。之后都可以修改和补充；发布之前无人可见。
new-event-organization = 机构
new-event-organization-missing = 请选择主办活动的机构
new-event-title-hint = 使用本页语言；其他语言可稍后添加。
new-event-title-missing = 请输入标题
new-event-venue-hint = 场地名称。使用过的场地会自动提示。
new-event-venue-missing = 请输入场地名称
new-event-address-hint = 按当地写法填写。使用过的场地无需填写。
new-event-address-missing = 请输入新场地的地址
new-event-places-hint = 不限人数请留空。
new-event-create = 创建草稿
duplicate-title = { $title }（副本）
deeds-title = 整个活动
deed-duplicate = 复制
deed-duplicate-about = 生成文字、场地、议程、类别和条款相同的草稿，时间推后 52 周，无人报名。
deed-unpublish = 退回草稿
deed-unpublish-about = 仅限尚无人报名时。
deed-cancel = 取消活动
deed-cancel-about = 此后活动页面将注明已取消，已报名者会收到邮件通知。操作前会再次询问。
deed-delete = 删除
deed-delete-about = 30 天内可以恢复。
cancel-question = 取消“{ $title }”？
cancel-consequence = { $n ->
   *[other] 已有 { $shown } 人报名；活动页面和个人页面将注明活动不再举行。
}
cancel-mails = { $n ->
   *[other] 将立即发出 { $shown } 封邮件，附件可从日历中删除该日程。
}
cancel-words = 致所有人的说明
cancel-words-hint = 将以各语言显示在邮件和活动页面上。
cancel-forever = 已取消的活动不能重新开放，但可以复制。
cancel-keep = 保留
tell-title = 是否将变更通知参会者？
tell-people = { $n ->
   *[other] 变更前已有 { $shown } 人报名。
}
tell-about = 邮件将以各收件人的语言写明原信息和新信息，附件可更新日历中的日程。在您决定之前，不会发出任何邮件。
tell-words-hint = 将以各语言显示在邮件中。
tell-button = { $n ->
   *[other] 通知 { $shown } 人
}
tell-nobody = 不通知
tell-later = 稍后决定，概览中会有提醒
tell-moved-again = 其间活动又有变更
tell-moved-again-advice = 尚未发出邮件。表单上方为当前信息，您填写的内容已保留。
done-unpublished = 活动已退回草稿，外界无法看到。
done-has-registrations = 已有人报名，活动不能就此消失。您可以改为取消活动。
done-duplicated = 这是副本。发布前请检查时间和条款。
done-restored = 活动已恢复原状。
done-cancel-first = 人们期待此活动举行。请先取消再删除。
done-cancelled = 活动已取消。
done-deleted = 活动已删除。30 天内可在下方恢复。
lack-terms-faults = { $n ->
   *[other] 条款中有 { $shown } 条规则无法成立，请修改。
}
publish-question = 发布“{ $title }”？
publish-about = 发布后所有人都能看到本活动，并可按其条款报名。
publish-mend = 查看条款
publish-not-yet = 暂不发布
