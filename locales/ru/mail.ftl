# Из чего складывается каждое письмо.
mail-line = { $label }: { $value }
mail-before = прежде: { $before }

# Папка писем по адресу /dev/mailbox: её видит тот, кто пробует программу на своём компьютере.
mailbox-title = Папка писем
mailbox-about = Почтовый сервер не настроен, поэтому все письма остаются здесь и никому не отправляются.
mailbox-empty = Писем пока нет.
mailbox-date = Отправлено
mailbox-to = Кому
mailbox-subject = Тема
mailbox-no-subject = (без темы)
mailbox-back = Все письма
mailbox-html = Посмотреть с оформлением
mailbox-text = Текст
mailbox-calendar = Запись для календаря
mailbox-headers = Заголовки
