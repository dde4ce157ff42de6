dashboard-title = Ваши мероприятия
dashboard-no-organization = Вы пока не состоите ни в одной организации. Пригласить вас может её владелец.
dashboard-no-events = Мероприятий пока нет.
event-without-time = время ещё не указано
role-owner = владелец
role-manager = менеджер
role-viewer = наблюдатель
overview-lacks = Чего не хватает для публикации
overview-ready = Можно публиковать
overview-publish = Опубликовать
overview-public = Посмотреть как посетитель
overview-places = Места
overview-preview = Посмотреть, как увидит посетитель
overview-attention = Требует внимания
overview-chart = Регистрации по дням
overview-taken = занято { $taken } из { $size }
attention-review = { $n ->
    [one] { $shown } регистрация ждёт вашего решения
    [few] { $shown } регистрации ждут вашего решения
    [many] { $shown } регистраций ждут вашего решения
   *[other] { $shown } регистрации ждут вашего решения
}
attention-full = В категории «{ $category }» мест больше нет
attention-mail-refused = Почтовый сервер не принимает письма. Подтверждения ждут, пока это не исправит администратор сервера; ни одно не потеряно
attention-mail-unreachable = Почтовый сервер недоступен более пяти минут. Подтверждения ждут, ни одно не потеряно. Сообщите администратору сервера
attention-mail-unsent = Письма ждут отправки более пяти минут. Ни одно не потеряно. Сообщите администратору сервера
attention-untold = { $n ->
    [one] { $shown } участнику не сообщено о новом времени или месте
    [few] { $shown } участникам не сообщено о новом времени или месте
    [many] { $shown } участникам не сообщено о новом времени или месте
   *[other] { $shown } участника не оповещено о новом времени или месте
}
attention-closing = Регистрация закрывается { $moment }
attention-language = Название не указано на языке: { $language }; показывается { $shown }
chart-summary = { $n ->
    [one] { $shown } регистрация
    [few] { $shown } регистрации
    [many] { $shown } регистраций
   *[other] { $shown } регистрации
}{ $span ->
    [week] ; больше всего за неделю { $best }: { $most }
   *[day] ; больше всего { $best }: { $most }
}
chart-table = То же в виде таблицы
chart-day = День
chart-week = Неделя
chart-number = Регистраций
dashboard-new = Новое мероприятие
dashboard-upcoming = Предстоящие
dashboard-drafts = Черновики
dashboard-past = Прошедшие и отменённые
dashboard-deleted = Удалённые
dashboard-restorable = Можно восстановить до { $until }
dashboard-restore = Восстановить
first-steps = Первые шаги
first-step-create = Создайте мероприятие: хватит восьми полей
first-step-publish = Опубликуйте его, когда всё готово
first-step-share = Поделитесь адресом и следите за регистрациями
first-step-publish-button = Открыть черновик
first-step-share-button = Посмотреть страницу
first-step-done = сделано
history-about = Тема
history-about-everything = Всё
history-about-event = Мероприятие
history-about-places = Категории и места
history-about-terms = Условия участия
history-about-registrations = Регистрации
history-about-lists = Выгрузки списков
history-who = Кто
history-everybody = Все
history-attendees = Участники
history-attendee = Номер регистрации участника
history-reset = Показать всё
history-none = Таких записей пока нет.
history-newer = Новее
history-older = Старше
history-applies-to-all = прежним регистрациям — более выгодное из двух версий
history-version = Версия { $number }
history-people = { $n ->
    [one] { $shown } письмо
    [few] { $shown } письма
    [many] { $shown } писем
   *[other] { $shown } письма
}
activity-organization-created = Организация создана
activity-organization-renamed = Организация переименована
activity-account-created = Учётная запись создана
activity-account-changed = Изменены имя или язык
activity-account-password-changed = Пароль изменён
activity-account-sign-in-link-created = Создана ссылка для входа
activity-account-signed-in = Выполнен вход
activity-account-signed-out = Выполнен выход
activity-membership-created = Назначена роль
activity-membership-changed = Роль изменена
activity-membership-ended = Выход или исключение из команды
activity-invitation-created = Отправлено приглашение в команду
activity-invitation-sent-again = Приглашение отправлено ещё раз
activity-invitation-revoked = Приглашение отозвано
activity-invitation-accepted = Приглашение принято
activity-venue-created = Добавлено место проведения
activity-venue-changed = Изменено место проведения
activity-room-created = Добавлен зал
activity-room-changed = Изменён зал
activity-room-removed = Убран зал
activity-session-created = Заседание добавлено в программу
activity-session-changed = Изменено заседание в программе
activity-session-removed = Заседание убрано из программы
activity-event-created = Создан черновик мероприятия
activity-event-changed = Мероприятие изменено
activity-event-published = Мероприятие опубликовано
activity-event-unpublished = Мероприятие возвращено в черновики
activity-event-duplicated = Мероприятие скопировано
activity-event-deleted = Мероприятие удалено
activity-event-restored = Мероприятие восстановлено
activity-event-cancelled = Мероприятие отменено
activity-event-move-told = Участникам сообщено о новом времени или месте
activity-event-move-not-told = Участникам не сообщается о новом времени или месте
activity-category-created = Категория добавлена
activity-category-changed = Категория изменена
activity-category-archived = Категория больше не предлагается
activity-category-restored = Категория снова предлагается
activity-quota-resized = Изменено число мест
activity-terms-drafted = Сохранён черновик условий участия
activity-terms-published = Условия участия опубликованы
activity-attendees-exported = Список участников скачан
overview-acknowledge = В условиях есть пункты, которые могут быть задуманы так. Перед публикацией их нужно прочитать.
history-acknowledged = Опубликовано с учётом прочитанного:
activity-quota-created = Добавлены общие места
activity-quota-changed = Изменены общие места
activity-quota-deleted = Удалены общие места
