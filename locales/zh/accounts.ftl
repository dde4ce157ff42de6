# 登录与个人账户。

sign-in-title = 登录
sign-in-for-whom = 供活动主办方使用。参加活动无需账户。
sign-in-email = 电子邮箱
sign-in-password = 密码
sign-in-submit = 登录
sign-in-link-text = 我们会通过邮件发送一个一次性登录链接。
sign-in-link-submit = 把登录链接发到我的邮箱
sign-in-by-password = 使用密码登录
sign-in-again = 返回登录页面

sign-in-email-empty = 请输入电子邮箱
sign-in-email-unusable = 请输入完整的电子邮箱，例如 name@example.org
sign-in-password-empty = 请输入密码，或让我们把登录链接发到您的邮箱
sign-in-wrong = 邮箱与密码不匹配。请重新输入密码，或让我们把登录链接发到您的邮箱
# $n 与 $shown：需要等待的分钟数。
sign-in-throttled = { $n ->
   *[other] 尝试次数过多。请在 { $shown } 分钟后再试，或让我们把登录链接发到您的邮箱
}
sign-in-link-throttled = { $n ->
   *[other] 已多次请求链接。请打开邮箱中最新的一封，或在 { $shown } 分钟后再次请求
}

sign-in-requested-title = 请查看您的邮箱
sign-in-requested-text = { $n ->
   *[other] 如果该邮箱已有账户，登录链接已发往该邮箱。链接只能使用一次，{ $shown } 分钟内有效。
}
sign-in-requested-nothing = 没有收到邮件？请检查上方的邮箱拼写和垃圾邮件文件夹。您是否有账户，可以询问贵机构的所有者。

sign-in-link-page-title = 通过链接登录
sign-in-link-page-text = 链接只能使用一次，按下按钮后即失效。此浏览器将保持登录状态，最长两周。
sign-in-link-page-submit = 以 { $name } 的身份登录
sign-in-dead-link-title = 此链接已失效
sign-in-dead-link-text = 链接可能已被使用、已过期，或复制得不完整。
sign-in-dead-link-submit = 给我发送新链接
sign-in-renewed-text = { $n ->
   *[other] 如果原链接由我们发出，新链接已发往收到原链接的邮箱。链接只能使用一次，{ $shown } 分钟内有效。
}

account-title = 您的账户
account-name = 姓名
account-organization = 机构
account-role-owner = 所有者
account-role-manager = 管理员
account-role-viewer = 查看者
account-role-owner-about = 拥有全部权限，并决定谁属于本机构。
account-role-manager-about = 可创建和修改活动，并向参会者发送信息。
account-role-viewer-about = 可查看活动、参会者和历史记录，不能修改。

account-details = 姓名与语言
account-language = 发给您的邮件所用语言
account-language-hint = 页面语言可在页面顶部选择。

account-password-first = 设置密码
account-password-change = 更改密码
account-password-text = 保存后，您在其他浏览器中的登录都会结束。您也可以随时通过邮件中的链接登录。
account-current-password = 当前密码
account-new-password = 新密码
account-new-password-hint = { $n ->
   *[other] 至少 { $shown } 个字符。连续几个词语既安全又好记。
}
account-password-submit = 保存密码
account-password-saved = 密码已保存。您在其他浏览器中的登录均已结束。
account-current-empty = 请输入当前密码
account-current-wrong = 这不是您的当前密码。请重新输入，或通过邮件链接登录后设置新密码
account-password-empty = 请输入新密码
account-password-too-short = { $n ->
   *[other] 新密码太短：至少需要 { $shown } 个字符
}
account-password-too-long = 新密码太长：最多 1,024 字节
account-password-unreadable = 新密码中有字符在传输时丢失。请重新输入
account-password-is-address = 新密码不能与您的电子邮箱相同，请另选一个
account-password-common = 请另选一个新密码：这个密码很容易被猜到
account-throttled = { $n ->
   *[other] 尝试次数过多。请在 { $shown } 分钟后重新输入当前密码
}

account-browsers = 已登录的浏览器
account-browsers-text = 有不认识的浏览器？请将其退出登录并更改密码。
account-browser-unknown = 未知浏览器
account-browser-current = （当前浏览器）
account-browser-revoke = 退出登录
# $moment：含时区。
account-browser-since = 登录时间：{ $moment }。

# $shown：小时数或天数。
seen-just-now = 最近访问：一小时内。
seen-hours = { $n ->
   *[other] 最近访问：{ $shown } 小时前。
}
seen-days = { $n ->
   *[other] 最近访问：{ $shown } 天前。
}
seen-on = 最近访问：{ $date }。
seen-never = 尚未访问。

account-mail-subject = { $host } 的登录链接
account-mail-greeting = { $name }，您好！
account-mail-intro = 使用下面的链接，您可以用 { $email } 登录 { $host }。
account-mail-open = 请在您要使用的浏览器中打开：
account-mail-button-label = 打开登录页面
account-mail-lifetime = { $n ->
   *[other] 链接只能使用一次，自请求起 { $shown } 分钟内有效。
}
account-mail-button = 在打开的页面上按下按钮后，链接即失效。
account-mail-asked = 有人在登录页面请求了此链接。
account-mail-asked-in = 有人在登录页面请求了此链接，所用浏览器：{ $browser }。
account-mail-not-you = 如果不是您本人操作，请忽略本邮件：没有链接，任何人都无法登录。
account-mail-never-forward = 请勿转发。
account-mail-footer = 您收到本邮件，是因为您的邮箱在 { $host } 上有一个主办方账户。

# 机构的团队。

organization-rename = 更名
organization-title = 机构名称
organization-text = 名称会显示在您所有活动的页面和发给参会者的邮件中。
organization-name = 名称
organization-name-empty = 请输入机构名称
organization-name-taken = 请换一个名称：这里已有同名的机构
organizations-choose = 您属于多个机构，请选择其一。

team-members = 成员
team-you = （您）
team-role = 角色
# $date：日期。
team-since = { $date }加入团队。
team-leave = 退出团队…
team-leave-text = 退出后，您将看不到该机构的任何内容。所有者可以再次邀请您。
team-leave-submit = 退出团队
team-remove = 移出…
team-remove-text = 移出后，此人立即无法查看该机构的任何内容。您可以再次邀请。
team-remove-submit = 移出团队
team-last-owner = 这是唯一的所有者，而机构必须有人决定成员归属。请先将另一位成员设为所有者。
# $stored、$wanted：角色。
team-role-conflict = 此角色刚刚被他人修改，现为“{ $stored }”。如要改为“{ $wanted }”，请选择后再保存一次。
team-done-role = 角色已保存。
team-done-removed = 已移出团队。
team-done-left = 您已退出团队。
team-done-joined = 欢迎加入团队。
team-done-invited = 邀请已发出。
team-done-sent = 邀请已再次发出，七天内可以接受。
team-done-revoked = 邀请已撤回，链接已失效。

team-invited = 已邀请
# $moment：含时区。
team-invitation-until = 可在 { $moment } 之前接受。
team-invitation-expired = 接受期限已于 { $moment } 结束。再次发送可延长七天。
team-invitation-resend = 再次发送
team-invitation-revoke = 撤回
team-invite-title = 邀请成员
team-invite-text = 我们会通过邮件发送链接，七天内可以接受。
team-invite-language = 邮件语言
team-invite-submit = 发送邀请
team-invite-email-empty = 请输入受邀人的电子邮箱
team-invite-role-missing = 请选择角色
# $role：角色。
team-invite-member = 此人已在团队中，角色为“{ $role }”。可在上方列表中修改
team-invite-waiting = 已邀请过此人。可在上方列表中再次发送邀请
team-invite-throttled = { $n ->
   *[other] 刚刚已发出多封邀请。请在 { $shown } 分钟后发送下一封
}

# $role：角色；$about：该角色的权限，一句话。
invitation-role = { $role }：{ $about }
invitation-title = 邀请
invitation-by = { $name } 邀请您一起筹办活动。
invitation-by-owner = 邀请您一起筹办活动。
invitation-for = 发送至
invitation-until = 接受期限
invitation-name-hint = 同事将看到此姓名。
invitation-name-empty = 请输入您的姓名
invitation-accept = 接受邀请
# $name：当前登录者。
invitation-as = 您当前以 { $name } 的身份登录。
invitation-sign-in-text = 该邮箱已有账户。登录后将返回此页面。
invitation-sign-in = 登录并接受
invitation-other-title = 您登录的是另一个账户
# $name、$own：当前登录者及其邮箱；$email：邀请发往的邮箱。
invitation-other-text = 您当前以 { $name }（{ $own }）的身份登录。邀请发往 { $email }，只能以该邮箱接受。
invitation-other-submit = 退出登录并继续
invitation-other-else = 您也可以请邀请人把邀请发到您当前登录的邮箱。
invitation-dead-title = 此邀请已失效
invitation-dead-accepted = 邀请已被接受。如果是您本人接受的，请前往您的活动。
invitation-dead-revoked = 邀请已被撤回。如有疑问，请联系邀请人。
invitation-dead-expired = 七天期限已过。请联系邀请人再次发送，届时同一链接将重新可用。
invitation-dead-unknown = 邀请已不存在，或地址复制得不完整。请重新打开邮件中的链接，或请对方重新邀请。
invitation-dead-on = 前往您的活动

# $organization：机构名称，过长时缩短。
invitation-mail-subject = 邀请您加入 { $organization } 的团队
invitation-mail-heading = { $organization } 邀请您加入
invitation-mail-intro = 邀请您一起筹办 { $organization } 的活动。
invitation-mail-intro-by = { $name } 邀请您一起筹办 { $organization } 的活动。
invitation-mail-role = 您的角色：{ $role }。{ $about }
invitation-mail-button = 查看邀请
invitation-mail-until = 邀请只能接受一次，期限为 { $until }。在您按下页面上的按钮之前，不会有任何变化。
invitation-mail-not-you = 如果您不清楚此事，请忽略本邮件，您不会因此加入任何机构。请勿转发。
invitation-mail-footer = 您收到此邮件，是因为有人在 { $host } 填写了 { $email } 来邀请您。
