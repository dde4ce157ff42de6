# 每封邮件的组成部分。
mail-line = { $label }：{ $value }
mail-comma = ，
mail-before = 原为：{ $before }

# /dev/mailbox 上的邮件文件夹，供在本机试用本软件的人查看。
mailbox-title = 邮件文件夹
mailbox-about = 尚未设置邮件服务器，所有邮件都保存在这里，不会发给任何人。
mailbox-empty = 还没有邮件。
mailbox-date = 发送时间
mailbox-to = 收件人
mailbox-subject = 主题
mailbox-no-subject = （无主题）
mailbox-kind = 类型
mailbox-language = 语言

# 单封邮件的内容，见于邮件文件夹和参会者页面。
letter-html = 显示效果
letter-text = 纯文本
letter-files = 附件
letter-headers = 邮件头
letter-parts = 邮件各部分
letter-no-files = 没有附件。
letter-about = 根据现有数据重新生成，系统不保存邮件副本。专属链接已隐藏，因为持有者可以代表参会者操作。
letter-gone = 无法显示此邮件：
letter-unrendered = 已无法生成，原因见服务器日志
