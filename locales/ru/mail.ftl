# Из чего складывается каждое письмо.
mail-line = { $label }: { $value }
mail-comma = {", "}
mail-before = прежде: { $before }

# Папка писем по адресу /dev/mailbox: её видит тот, кто пробует программу на своём компьютере.
mailbox-title = Папка писем
mailbox-about = Почтовый сервер не настроен, поэтому все письма остаются здесь и никому не отправляются.
mailbox-empty = Писем пока нет.
mailbox-date = Отправлено
mailbox-to = Кому
mailbox-subject = Тема
mailbox-no-subject = (без темы)
mailbox-kind = Вид
mailbox-language = Язык

# Одно письмо целиком: в папке и на странице участника.
letter-html = С оформлением
letter-text = Текст
letter-files = Вложения
letter-headers = Заголовки
letter-parts = Части письма
letter-no-files = Вложений нет.
letter-about = Составлено заново по текущим данным: копии писем не хранятся. Личная ссылка скрыта: тот, у кого она есть, может действовать от имени участника.
letter-gone = Это письмо нельзя показать:
letter-unrendered = его больше нельзя составить; причина указана в журнале сервера
