# 每封邮件的组成部分。
mail-line = { $label }：{ $value }
mail-before = 原为：{ $before }

# /dev/mailbox 上的邮件文件夹，供在本机试用本软件的人查看。
mailbox-title = 邮件文件夹
mailbox-about = 尚未设置邮件服务器，所有邮件都保存在这里，不会发给任何人。
mailbox-empty = 还没有邮件。
mailbox-date = 发送时间
mailbox-to = 收件人
mailbox-subject = 主题
mailbox-no-subject = （无主题）
mailbox-back = 全部邮件
mailbox-html = 查看带格式的版本
mailbox-text = 正文
mailbox-calendar = 日历项
mailbox-headers = 邮件头
