terms-amount-odd = Введите сумму, например 1200 или 1 200,50
terms-amount-fine = { $n ->
    [one] У { $currency } после запятой { $shown } знак. Введите сумму, в которой знаков не больше
    [few] У { $currency } после запятой { $shown } знака. Введите сумму, в которой знаков не больше
    [many] У { $currency } после запятой { $shown } знаков. Введите сумму, в которой знаков не больше
   *[other] У { $currency } после запятой { $shown } знака. Введите сумму, в которой знаков не больше
}
terms-amount-large = Таких взносов не бывает. Введите меньшую сумму
terms-percent-odd = Введите процент от 0 до 100, например 50 или 12,5
terms-percent-missing = Введите, сколько процентов
terms-count-odd = Введите количество целым числом, например 30
terms-currency-odd = Введите валюту тремя буквами, например EUR или CNY
terms-currency-twice = Эта валюта уже указана. Введите другую или уберите её
terms-stored = Сохранено сейчас
terms-unsaid = не указано
terms-fixed = Это можно изменить только в файле условий; здесь всё остаётся как есть.
terms-kept = { $n ->
    [one] Ещё { $shown } правило, заданное в файле условий
    [few] Ещё { $shown } правила, заданные в файле условий
    [many] Ещё { $shown } правил, заданных в файле условий
   *[other] Ещё { $shown } правила, заданного в файле условий
}
terms-kept-about = В этой форме для них нет полей. Они остаются как есть, что бы здесь ни сохранили.

terms-fees-and-payment = Взносы и оплата
terms-fees-about = Сколько стоит участие: по категориям и по дням. Для бесплатного мероприятия здесь ничего не нужно.
terms-currencies = Валюты
terms-currencies-hint = Три буквы, например EUR, RUB или CNY. В каждой валюте своя цена; пересчёта между валютами нет.
terms-currency = Валюта { $number }
terms-currency-add = Добавить валюту
terms-currency-remove = Убрать валюту
terms-steps = Ценовые периоды
terms-steps-about = Если периодов нет, цена всегда одна и та же. Время:
terms-steps-hint = День (20.01.2027) считается целиком; время (20.01.2027 18:00) — момент этого дня. У последнего периода нет окончания.
terms-steps-preset = Начать с ранней и обычной цены и цены на месте
terms-step = Период { $number }
terms-step-name = Название
terms-step-on-site = Действует при оплате на месте
terms-step-add = Добавить период
terms-step-remove = Убрать период
terms-step-nameless = Дайте этому периоду название, например «Ранний»
terms-step-twice = Так уже называется другой период. Дайте этому своё название
terms-step-never = Этот период никогда не наступит: один из предыдущих длится не меньше. Расположите периоды по окончаниям; без окончания остаётся только последний
terms-counts = Какой день важен
terms-amounts = Суммы
terms-amounts-hint = 0 — бесплатно. Если у категории нет ни одной суммы, взнос для неё в условиях не указан.
terms-amounts-too-many = Категорий и периодов в условиях больше, чем помещается в форму. Их суммы заданы в файле условий.
terms-fee-always = В любой период
terms-fee-both = Введите либо одну сумму для всех периодов, либо суммы по периодам; лишние поля очистите
terms-fees-others = Все остальные категории
terms-tax-rate = Ставка в процентах
terms-tax-name = Название налога
terms-tax-mode-missing = Выберите, как налог соотносится с ценой, или очистите поле
terms-tax-exempt-rate = Если налог не взимается, ставки нет. Очистите поле
terms-due = Срок оплаты
terms-due-registration = столько дней после регистрации
terms-due-invoice = столько дней после выставления счёта
terms-due-day = до указанного дня
terms-due-value = Сколько дней или какой день
terms-due-kind-missing = Выберите, от чего считать, или очистите поле
terms-due-missed = При просрочке

terms-cancellation = Отказ от участия и замена
terms-cancellation-about = Что возвращается при своевременном отказе и может ли вместо участника приехать кто-то другой.
terms-times-by = Время:
terms-refunds = Что возвращается при отказе
terms-refunds-about = Строки проверяются сверху вниз; действует первая, срок которой не истёк. Если строк нет, в условиях об этом ничего не сказано.
terms-refunds-preset-steps = Начать так: всё за 30 дней, половина за 7 дней, затем ничего
terms-refunds-preset-once = Начать так: всё за 14 дней, затем ничего
terms-refund-row = Возврат { $number }
terms-refund-percent = Возвращается, в процентах
terms-refund-minus = За вычетом суммы
terms-refund-currency = Валюта
terms-refund-add = Добавить строку
terms-row-remove = Убрать строку
terms-row-never = Эта строка никогда не подействует: одна из предыдущих длится не меньше. Измените срок или уберите строку
terms-notice = Уведомление поступает
terms-notice-days = за несколько дней
terms-notice-weeks = за несколько недель
terms-notice-months = за несколько месяцев
terms-notice-day = до указанного дня
terms-notice-later = в любое время позже
terms-notice-until = Сколько или какой день
terms-notice-hint = День (20.01.2027) считается целиком, время (20.01.2027 18:00) — момент этого дня. «В любое время позже» ничего не требует.
terms-notice-later-odd = У «в любое время позже» нет срока. Очистите поле или выберите, от чего считать
terms-no-show = Возвращается тем, кто не приехал, в процентах
terms-no-show-hint = Оставьте пустым, если и в этом случае действуют строки выше.
terms-substitution = Замена участника
terms-substitution-about = Может ли место занять кто-то другой, до какого срока и сколько это стоит. Если строк нет, в условиях об этом ничего не сказано.
terms-substitution-row = Замена { $number }
terms-substitution-add = Добавить строку
terms-substitution-fee-missing = Введите, сколько стоит смена имени
terms-substitution-fee-unused = Здесь указана сумма, хотя платить не нужно. Очистите поле или выберите замену за плату
terms-outcome = Замена
terms-outcome-free = бесплатно
terms-outcome-fee = за плату
terms-outcome-refused = невозможна
terms-outcome-amount = Плата

terms-consents-about = На что участники могут согласиться отдельно от условий. Для каждого согласия в форме регистрации есть своя отметка; заранее она не ставится.
terms-consent-row = Согласие { $number }
terms-consent-needed = Без него участие невозможно
terms-consent-missing = Напишите текст на языке мероприятия: { $language }
terms-consent-add = Добавить своё
terms-consent-remove = Убрать согласие
terms-consent-presets = Готовые тексты, которые можно менять:
terms-consent-preset-photographs = Фотографии
terms-consent-preset-participants = Список участников
terms-consent-preset-sponsors = Данные для спонсоров
terms-consent-photographs = Фотографии и записи мероприятия, на которых меня можно узнать, могут публиковаться в материалах о нём.
terms-consent-participants = Моё имя, организация и страна могут быть указаны в списке участников, который получат все участники.
terms-consent-sponsors = Моё имя, организация и адрес электронной почты могут быть переданы спонсорам мероприятия, и они могут мне писать.

terms-parts = Что сказано в условиях
terms-part-empty = Пока ничего не сказано.
terms-part-more = { $n ->
    [one] И ещё { $shown } правило.
    [few] И ещё { $shown } правила.
    [many] И ещё { $shown } правил.
   *[other] И ещё { $shown } правила.
}
terms-part-file = Всё сразу, текстом, который можно править и скачать.
