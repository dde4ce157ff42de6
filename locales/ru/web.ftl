skip-to-content = Перейти к содержанию
nav-language = Язык
nav-workspace = Рабочий кабинет
nav-events = Мероприятия
nav-sign-out = Выйти
footer-about = Регистрация в Lanyard: условия, которые можно прочесть, и места, которые остаются за вами.
optional = (необязательно)
error-title-prefix = Ошибка:
error-summary-title = Нужно исправить

error-not-found-title = Здесь ничего нет
error-not-found-text = Возможно, в адресе опечатка или страница больше не открыта для всех. Если вы перешли по ссылке из письма, откройте её ещё раз и проверьте, что она вставлена целиком.
error-forbidden-title = Ваша роль этого не позволяет
error-forbidden-text = Нужную роль может дать владелец организации.
error-cross-site-title = Запрос пришёл с другого сайта
error-cross-site-text = Ради вашей безопасности ничего не сделано. Откройте страницу здесь и отправьте ещё раз.
error-bad-request-title = Запрос не удалось прочесть
error-bad-request-text = Ничего не изменилось. Откройте страницу заново и отправьте ещё раз.
error-too-large-title = Это больше, чем вмещает форма
error-too-large-text = Ничего не изменилось. Вернитесь, сократите текст и отправьте снова.
error-method-not-allowed-title = Этот адрес так не работает
error-method-not-allowed-text = Ничего не изменилось. Начните со списка мероприятий.
error-too-many-title = Слишком часто
error-too-many-text = Ничего не потеряно. Немного подождите и попробуйте снова.
error-unavailable-title = Сейчас мы перегружены
error-unavailable-text = Ничего не изменилось. Вернитесь и отправьте ещё раз через минуту: одна и та же форма не засчитывается дважды.
error-internal-title = Ошибка на нашей стороне
error-internal-text = Этот запрос ничего не изменил. Вернитесь и попробуйте снова; если ошибка повторится, сообщите организатору код ниже.
error-sign-in-title = Сначала войдите
error-sign-in-text = Эта страница для сотрудников организатора.
error-retry-after = { $n ->
    [one] Попробуйте снова через { $shown } секунду.
    [few] Попробуйте снова через { $shown } секунды.
    [many] Попробуйте снова через { $shown } секунд.
   *[other] Попробуйте снова через { $shown } секунды.
}
error-reference = Код:
error-way-home = К списку мероприятий
