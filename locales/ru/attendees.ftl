attendees-title = Участники
attendees-search-label = Имя, почта, организация, телефон или номер регистрации
attendees-search = Найти
attendees-download = Скачать CSV
attendees-tabs = Статус
attendees-tab-all = Все
attendees-none = Никто не найден.
attendees-none-yet = Пока никто не зарегистрировался.
attendees-none-share = Страница мероприятия, чтобы поделиться ею с теми, кого вы ждёте
attendees-none-draft = Это черновик: посмотрите, чего не хватает для публикации
attendees-column-name = Имя
attendees-column-organization = Организация
attendees-column-category = Категория
attendees-column-status = Статус
attendees-column-registered = Зарегистрировано
attendees-pages = Страницы
attendees-previous = Назад
attendees-next = Вперёд
attendees-no-name = (имя ещё не указано)
attendees-total = { $n ->
    [one] { $shown } регистрация
    [few] { $shown } регистрации
    [many] { $shown } регистраций
   *[other] { $shown } регистрации
}
attendee-reference = Номер регистрации
attendee-email = Электронная почта
attendee-category = Категория
attendee-organization = Организация
attendee-position = Должность
attendee-country = Страна
attendee-phone = Телефон
attendee-language = Язык
attendee-channel = Как поступила
attendee-registered = Зарегистрировано
attendee-mails = Письма
attendee-history = История
attendee-resend = Отправить подтверждение ещё раз
attendee-mail-sent = Подтверждение отправляется ещё раз.
attendee-mail-too-often = За последний час письмо отправлялось несколько раз. Попробуйте позже.
attendee-mail-not-applicable = Подтверждать больше нечего или нет адреса.
attendee-consents = Согласия помимо условий
attendee-consent-given = дано
attendee-consent-withdrawn = отозвано
attendee-consent-open = не дано
channel-self = самостоятельно, онлайн
channel-contact-person = через контактное лицо делегации
channel-desk = у стойки регистрации
channel-import = списком
mail-kind-registration-confirmed = Подтверждение
mail-kind-registration-copy = Подтверждение повторно
mail-kind-registration-already-registered = «Вы уже зарегистрированы»
mail-kind-registration-withdrawn = «Ваша регистрация отозвана»
mail-kind-registration-waitlisted = В листе ожидания
mail-kind-registration-offered = Предложено место
mail-kind-registration-expired = Срок истёк
mail-kind-registration-cancelled = «Ваша регистрация отменена»
mail-kind-registration-event-cancelled = «Мероприятие не состоится»
mail-kind-registration-event-moved = «Новое время или место»
mail-kind-registration-changed = «Ваши данные изменены»
mail-kind-registration-address-changed = На прежний адрес
mail-kind-registration-confirm-address = На новый адрес, для подтверждения
mail-kind-registration-links = Ссылки на все регистрации
mail-kind-account-sign-in-link = Ссылка для входа
mail-kind-account-invitation = Приглашение
mail-state-queued = ожидает отправки
mail-state-in-flight = отправляется
mail-state-sent = отправлено
mail-state-failed = не доставлено
mail-state-suppressed = не отправлялось
mail-withheld-no-address = нет адреса
mail-withheld-not-told = организатор решил не сообщать
mail-withheld-demonstration = участник создан только для демонстрации
mail-withheld-said-elsewhere = об этом сказано в другом письме
mail-withheld-superseded = вместо него отправлено новое подтверждение
mail-withheld-status-changed = до отправки изменилось состояние регистрации
mail-withheld-event-cancelled = до отправки мероприятие отменили
mail-withheld-moved-back = время и место снова прежние
mail-withheld-erased = сведения для него удалены
mail-withheld-link-gone = ссылка из него использована или заменена до отправки
mail-withheld-account-disabled = учётная запись отключена
mail-withheld-key-lost = ключ его ссылки больше не известен
mail-attempt = Попытка { $number }, { $moment }: { $outcome }
mail-outcome-accepted = принято почтовым сервером
mail-outcome-temporary = отложено почтовым сервером
mail-outcome-permanent = отклонено почтовым сервером
mail-outcome-relay = почтовый сервер не принимал почту
mail-outcome-lost = прервана
mail-outcome-running = выполняется
activity-registration-received = Регистрация получена
activity-registration-confirmed = Участие подтверждено
activity-registration-proof-awaited = Ожидается подтверждение адреса
activity-registration-proved = Адрес подтверждён
activity-registration-review-awaited = Ожидается решение
activity-registration-approved = Заявка одобрена
activity-registration-rejected = Заявка отклонена
activity-registration-more-asked = Запрошены дополнительные сведения
activity-registration-completed = Сведения дополнены
activity-registration-payment-awaited = Ожидается оплата
activity-registration-paid = Оплата отмечена
activity-registration-waitlisted = Добавление в лист ожидания
activity-registration-prioritized = Изменён приоритет в листе ожидания
activity-registration-offered = Предложено место
activity-registration-offer-accepted = Предложение принято
activity-registration-offer-declined = Предложение отклонено
activity-registration-expired = Срок истёк
activity-registration-withdrawn = Регистрация отозвана
activity-registration-cancelled = Регистрация отменена
activity-registration-changed = Данные изменены
activity-registration-address-changed = Адрес исправлен
activity-registration-consent-given = Дано необязательное согласие
activity-registration-consent-withdrawn = Отозвано необязательное согласие
activity-registration-confirmation-resent = Подтверждение отправлено ещё раз
actor-account = организатор
actor-attendee = участник
actor-operator = оператор
actor-system = Lanyard
attendees-column-email = Эл. почта
attendees-mail-failed = Письмо не доставлено
attendees-has-notes = есть заметки
attendees-add = Добавить участника
attendees-options = Фильтр, сортировка и состав списка
attendees-every-category = Все категории
attendees-only-category = Показана только категория «{ $category }».
attendees-show-every-category = Показать все категории
attendees-sort = Сортировка
attendees-ascending = { $column }, от А до Я
attendees-descending = { $column }, от Я до А
attendees-forward = { $column }, по порядку
attendees-backward = { $column }, в обратном порядке
attendees-newest-first = { $column }, сначала новые
attendees-oldest-first = { $column }, сначала старые
attendees-size = Строк на странице
attendees-show = Показывать также
attendees-apply = Применить
attendees-download-json = Скачать JSON
attendees-page = Страница { $number }
attendees-times = Время: { $zone }
attendees-to-first-page = { $n ->
    [one] { $shown } участник, начиная с первой страницы
    [few] { $shown } участника, начиная с первой страницы
    [many] { $shown } участников, начиная с первой страницы
   *[other] { $shown } участника, начиная с первой страницы
}
attendees-drop-status = { $n ->
    [one] Искать во всех статусах: { $shown } участник
    [few] Искать во всех статусах: { $shown } участника
    [many] Искать во всех статусах: { $shown } участников
   *[other] Искать во всех статусах: { $shown } участника
}
attendees-drop-category = { $n ->
    [one] Искать во всех категориях: { $shown } участник
    [few] Искать во всех категориях: { $shown } участника
    [many] Искать во всех категориях: { $shown } участников
   *[other] Искать во всех категориях: { $shown } участника
}
attendees-drop-search = { $n ->
    [one] Сбросить поиск: { $shown } участник
    [few] Сбросить поиск: { $shown } участника
    [many] Сбросить поиск: { $shown } участников
   *[other] Сбросить поиск: { $shown } участника
}
attendee-notes = Заметки
notes-about = Их видят только сотрудники организатора, но не участник.
note-label = Новая заметка
note-add = Сохранить заметку
note-missing = Напишите, что нужно запомнить
note-kept = Заметка сохранена.
keys-title = Горячие клавиши
keys-search = перейти к поиску
keys-rows = к следующему участнику, к предыдущему
keys-open = открыть участника
keys-help = показать эту подсказку
keys-on = Использовать в этом браузере
keys-close = Закрыть
activity-registration-note-written = Добавлена заметка
attendee-edit = Исправить данные
attendee-cancel = Отменить регистрацию
attendee-cancelled = Регистрация отменена, место свободно.
attendee-entered = Регистрация создана.
attendee-email-taken = С этим адресом уже есть регистрация. Укажите другой
attendee-email-hint = На новый адрес уйдёт подтверждение с новой личной ссылкой, прежняя ссылка перестанет работать.
attendee-tell = Сообщить участнику письмом
attendee-tell-hint = О новом имени, организации или должности. О смене адреса письмо уходит всегда.
cancel-attendee-title = Отменить регистрацию: { $name }?
cancel-attendee-consequence = Место сразу освободится. Личная ссылка останется и покажет, что регистрация отменена. Вернуть её нельзя, но можно зарегистрироваться заново.
cancel-attendee-reason = Причина
cancel-attendee-reason-hint = Участник увидит её в письме и по личной ссылке.
cancel-attendee-ended = Эта регистрация уже завершена: { $status }.
new-attendee-email-hint = Без адреса не будет ни писем, ни личной ссылки.
new-attendee-language = Язык писем
new-attendee-terms = Версия { $number }. В записи будет указано, что условия приняты у стойки регистрации.
new-attendee-terms-link = Прочитать условия
new-attendee-accepted = Условия участия приняты
new-attendee-accepted-missing = Отметьте этот пункт, когда участник примет условия
new-attendee-tell = Отправить подтверждение
new-attendee-overbook = Даже если все места заняты
new-attendee-overbook-hint = В истории будет указано, кто превысил число мест.
new-attendee-known = С этим адресом уже есть регистрация.
new-attendee-look = Открыть эту регистрацию
new-attendee-full = В этой категории заняты все места. Чтобы превысить число мест, отметьте «Даже если все места заняты».
new-attendee-closed = Добавить участника нельзя: мероприятие не опубликовано, отменено или завершено.
new-attendee-terms-changed = Пока страница была открыта, вступила в силу новая версия условий. Участнику нужно принять её; затем отправьте форму ещё раз.
new-attendee-category-gone = Эта категория больше не предлагается. Выберите другую.
new-attendee-form-used = Эта форма уже создала регистрацию. Отправьте её ещё раз, чтобы зарегистрировать другого человека.
new-attendee-no-terms = Участников можно добавлять, когда опубликованы условия участия.
history-overbooked = сверх числа мест
history-admission = порядок приёма участников
