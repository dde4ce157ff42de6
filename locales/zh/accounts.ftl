# 登录与个人账户。

sign-in-title = 登录
sign-in-for-whom = 供活动主办方使用。参加活动无需账户。
sign-in-email = 电子邮箱
sign-in-password = 密码
sign-in-submit = 登录
sign-in-link-title = 没有密码或忘记了密码？
sign-in-link-text = 我们会通过邮件发送一个一次性登录链接。请在上方填写邮箱，密码可以留空。
sign-in-link-submit = 把登录链接发到我的邮箱
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
sign-in-dead-link-text = 链接可能已被使用、已过期，或复制得不完整。请重新获取一个链接。

account-title = 您的账户
account-name = 姓名
account-organization = 机构
account-role-owner = 所有者
account-role-manager = 管理员
account-role-viewer = 仅查看

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
# 两个时间都带有时区。
account-browser-times = 登录时间：{ $since }；最近访问：{ $seen }

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
