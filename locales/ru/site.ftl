home-title = Мероприятия
home-empty = Сейчас нет мероприятий, открытых для всех.
home-open = Регистрация открыта
home-opens = Регистрация откроется { $opens }
event-when = Когда
event-where = Где
event-map = Показать на карте
event-categories = Участие
event-terms = Условия участия
event-terms-zone = Сроки указаны по местному времени: { $zone }.
event-your-time = По вашему времени:
step-opens = Открытие регистрации
step-closes = Окончание регистрации
step-begins = Начало мероприятия
step-end-of = конец дня { $day }
step-in-days = { $n ->
    [0] сегодня
    [1] завтра
    [one] через { $shown } день
    [few] через { $shown } дня
    [many] через { $shown } дней
   *[other] через { $shown } дня
}
event-terms-read = Прочитать условия участия
event-organizer = Организатор
event-calendar = Добавить в календарь
button-register = Зарегистрироваться
button-register-hint = Займёт около минуты. Учётная запись не нужна.
button-full = Все места заняты
button-full-hint = Место может освободиться, если кто-то откажется от участия.
button-not-yet = Откроется { $opens }
button-not-yet-hint = Возвращайтесь к этому времени: учётная запись не нужна.
button-closed = Регистрация закрыта
button-closed-hint = Если есть вопрос, напишите организатору.
button-cancelled = Отменено
button-cancelled-hint = Мероприятие не состоится.
button-over = Завершено
button-over-hint = Мероприятие уже состоялось.
own-reference = Номер регистрации
own-event = Мероприятие
own-calendar = Добавить в календарь
own-status-unverified = Адрес ещё не подтверждён
own-status-pending-review = На рассмотрении
own-status-awaiting-payment = Ожидает оплаты
own-status-waitlisted = В листе ожидания
own-status-offered = Предложено место
own-status-confirmed = Участие подтверждено
own-status-rejected = Отклонено
own-status-withdrawn = Отозвано
own-status-cancelled = Отменено организатором
own-status-expired = Срок истёк
own-next-title = Что дальше
own-next-unverified = Откройте ссылку из нашего письма, чтобы подтвердить, что адрес ваш.
own-next-pending-review = Организатор рассмотрит вашу заявку и напишет вам.
own-next-awaiting-payment = Участие будет подтверждено, как только поступит оплата.
own-next-waitlisted = Мы напишем вам, как только освободится место.
own-next-offered = Для вас есть место. Примите его вовремя, иначе оно достанется следующему.
own-next-confirmed = Вас ждут. Сохраните эту страницу или письмо: на входе достаточно показать номер регистрации.
own-next-rejected = Организатор не смог предложить вам место.
own-next-withdrawn = Вы отозвали свою регистрацию.
own-next-cancelled = Организатор отменил вашу регистрацию.
own-next-expired = Регистрация не была завершена вовремя.
own-event-cancelled = Мероприятие отменено
own-next-event-cancelled = Мероприятие не состоится. Вам ничего не нужно делать.
own-email = Подтверждение отправлено на
own-resend = Отправить подтверждение ещё раз
own-mail-sent = Подтверждение отправляется ещё раз.
own-mail-too-often = За последний час письмо отправлялось несколько раз. Загляните в папку «Спам» или попробуйте позже.
own-contact = Есть вопросы? Напишите на
own-record-title = Сведения
own-registered = Зарегистрировано
own-terms = Условия участия
own-terms-accepted = Версия { $number }, принята: { $moment }
styles-title = Дизайн-система
styles-about = Все элементы во всех состояниях.
