# Документ условий: каждое правило словами. Названия подставляются так, как написаны, поэтому фразы их не склоняют.

terms-days-title = Дни и время
terms-who-title = Кто может участвовать
terms-fees-title = Взносы
terms-payment-title = Оплата
terms-refund-title = Отмена участия и возврат
terms-changes-title = Замена участника и изменения
terms-places-title = Делегации и места
terms-papers-title = Документы и аккредитация
terms-consents-title = Персональные данные и согласия
terms-further-title = Дополнительные положения

# Как складываются части.
decimal = { $whole },{ $fraction }
percent = { $number } %
money-eur = { $amount } €
money-usd = { $amount } долл. США
money-gbp = { $amount } ф. ст.
money-rub = { $amount } руб.
money-cny = { $amount } юаней
money-jpy = { $amount } иен
money-other = { $amount } { $code }
terms-quoted = «{ $name }»
terms-comma = {", "}
terms-and = { $first } и { $last }
terms-or = { $first } или { $last }
terms-part = {", "}
terms-sentence = { $words }.
terms-headed = { $name }: { $words }
terms-if = если { $condition }
terms-framed-times = { $core } { $times }
terms-framed-on-site = { $core }, на месте проведения
terms-framed-when = { $core }, если { $condition }
terms-framed-unless = { $core }, кроме случаев, когда { $condition }

# Дни и время.
terms-clock = Все дни и время в настоящих условиях указаны по следующему часовому поясу: { $zone }.
terms-counting = Срок «до конца дня» включает этот день полностью; время суток указано с точностью до минуты. Дни, недели и месяцы до или после какого-либо дня — календарные, срок истекает в конце дня, на который приходится; рабочие дни — с понедельника по пятницу.
terms-holidays = Не считаются рабочими также следующие дни: { $days }.
terms-noted = { $words } ({ $note })
terms-from-and-until = { $begins } и { $ends }
terms-from-until = { $begins } { $ends }
terms-from-day = с { $day }
terms-after-day = после { $day }
terms-until-day = до конца дня { $day }
terms-before-day = до начала дня { $day }
terms-from-moment = с { $moment }
terms-after-moment = после { $moment }
terms-until-moment = до { $moment }
terms-period-end = до окончания периода, цена которого была названа
terms-earliest = { $deadlines }, смотря что наступит раньше
terms-resolved = { $words } ({ $day })
terms-from-anchor = начиная с { $anchor }
terms-after-anchor = после { $anchor }
terms-until-anchor = до конца { $anchor }
terms-before-anchor = до начала { $anchor }
terms-from-distance-before = начиная за { $span } до { $anchor }
terms-from-distance-after = начиная через { $span } после { $anchor }
terms-after-distance-before = менее чем за { $span } до { $anchor }
terms-after-distance-after = более чем через { $span } после { $anchor }
terms-until-distance-before = не позднее чем за { $span } до { $anchor }
terms-until-distance-after = не позднее чем через { $span } после { $anchor }
terms-before-distance-before = более чем за { $span } до { $anchor }
terms-before-distance-after = менее чем через { $span } после { $anchor }
terms-hours = { $n ->
    [one] { $shown } час
    [few] { $shown } часа
    [many] { $shown } часов
   *[other] { $shown } часа
}
terms-days = { $n ->
    [one] { $shown } день
    [few] { $shown } дня
    [many] { $shown } дней
   *[other] { $shown } дня
}
terms-working-days = { $n ->
    [one] { $shown } рабочий день
    [few] { $shown } рабочих дня
    [many] { $shown } рабочих дней
   *[other] { $shown } рабочего дня
}
terms-weeks = { $n ->
    [one] { $shown } неделю
    [few] { $shown } недели
    [many] { $shown } недель
   *[other] { $shown } недели
}
terms-months = { $n ->
    [one] { $shown } месяц
    [few] { $shown } месяца
    [many] { $shown } месяцев
   *[other] { $shown } месяца
}
terms-anchor-start = первого дня мероприятия
terms-anchor-end = последнего дня мероприятия
terms-anchor-registration = дня регистрации
terms-anchor-invoice = дня выставления счёта
terms-anchor-contract = дня заключения договора
terms-anchor-payment = дня поступления оплаты

# Условия: то, что следует за «если» и «кроме случаев, когда».
terms-in-category = категория участия — { $value }
terms-range-between = от { $min } до { $max }
terms-range-least = не менее { $min }
terms-range-most = не более { $max }
terms-range-any = любое
terms-fact-category = категория участия — { $value }
terms-fact-mode = форма участия — { $value }
terms-fact-country = страна участника — { $value }
terms-fact-region = страна участника входит в группу { $value }
terms-fact-ticket = вид билета — { $value }
terms-fact-role = роль участника — { $value }
terms-fact-payer = плательщик — { $value }
terms-fact-method = способ оплаты — { $value }
terms-fact-reason = причина — { $value }
terms-fact-code = указан действующий код
terms-fact-organization = организация — { $value }
terms-fact-body = направляющий орган — { $value }
terms-fact-rank = ранг главы делегации — { $value }
terms-fact-outlet = вид СМИ — { $value }
terms-fact-lodging = размещение — { $value }
terms-fact-section = секция — { $value }
terms-fact-member = { $yes ->
    [no] у участника нет членства
   *[yes] у участника есть членство
}
terms-fact-student = { $yes ->
    [no] участник не является студентом
   *[yes] участник является студентом
}
terms-fact-proof = { $yes ->
    [no] требуемое подтверждение не представлено
   *[yes] требуемое подтверждение представлено
}
terms-fact-paid = { $yes ->
    [no] оплачено не всё
   *[yes] всё оплачено
}
terms-fact-approved = { $yes ->
    [no] участие не одобрено
   *[yes] участие одобрено
}
terms-fact-accompanying = { $yes ->
    [no] лицо не сопровождает участника
   *[yes] лицо сопровождает участника
}
terms-fact-accredited = { $yes ->
    [no] аккредитации ещё нет
   *[yes] аккредитация уже есть
}
terms-fact-age = число полных лет на первый день мероприятия — { $value }
terms-fact-papers = число представляемых докладов — { $value }
terms-fact-nights = число ночей в гостинице мероприятия — { $value }
terms-fact-distance = расстояние от места жительства — { $value }
terms-fact-area = площадь стенда в квадратных метрах — { $value }

# Признаки, по которым люди составляют группу.
terms-shared-category = категория
terms-shared-mode = форма участия
terms-shared-country = страна
terms-shared-region = группа стран
terms-shared-ticket = вид билета
terms-shared-role = роль
terms-shared-payer = плательщик
terms-shared-method = способ оплаты
terms-shared-reason = причина
terms-shared-code = код
terms-shared-organization = организация
terms-shared-body = направляющий орган
terms-shared-rank = ранг
terms-shared-outlet = вид СМИ
terms-shared-lodging = размещение
terms-shared-section = секция
terms-shared-member = членство
terms-shared-student = статус студента
terms-shared-proof = подтверждение
terms-shared-paid = оплата
terms-shared-approved = одобрение
terms-shared-accompanying = сопровождение
terms-shared-accredited = аккредитация
terms-shared-age = возраст
terms-shared-papers = число докладов
terms-shared-nights = число ночей
terms-shared-distance = расстояние
terms-shared-area = площадь
terms-counted-by = совместно учитываются лица с общим признаком «{ $fact }»
terms-seats-for-each = отдельно по признаку «{ $fact }»

# Кто участвует и когда регистрируется.
terms-categories = Участие возможно в одной из следующих категорий:
terms-region = В группу { $name } входят: { $countries }.
terms-accompanies = Сопровождает участника категории: { $categories }.
terms-accompanies-most = { $n ->
    [one] Участника сопровождает не более { $shown } лица.
    [few] Участника сопровождают не более { $shown } лиц.
    [many] Участника сопровождают не более { $shown } лиц.
   *[other] Участника сопровождают не более { $shown } лица.
}
terms-proof = Требуется подтверждение: { $proof }.
terms-without-proof = До его представления действует категория: { $category }.
terms-approval = Решение о каждом участии принимает организатор.
terms-includes = Включено: { $things }.
terms-excludes = Не включено: { $things }.
terms-window-if = Это действует, если { $condition }.
terms-window-stage = Этот этап называется { $stage }.
terms-window-decided = Порядок принятия решений по заявкам: { $words }.

# Взносы.
terms-counts-registration = Применяемая цена определяется днём регистрации.
terms-counts-payment = Применяемая цена определяется днём поступления оплаты.
terms-fees-caption = Взносы
terms-fees-head = Категория
terms-extras-caption = Дополнительные услуги
terms-extras-head = Услуга
terms-caption-of = { $caption }: { $names }
terms-everybody = все участники
terms-price = Цена
terms-otherwise = В остальное время
terms-free = бесплатно
terms-elsewhere = указано отдельно
terms-share-of-price = { $percent } цены
terms-share-of-fee = { $percent } взноса
terms-share-of-all = { $percent } общей суммы
terms-per-unit = единица: { $unit }
terms-most-per-order = { $n ->
    [one] не более { $shown } в одном заказе
    [few] не более { $shown } в одном заказе
    [many] не более { $shown } в одном заказе
   *[other] не более { $shown } в одном заказе
}
terms-payee = получатель платежа: { $payee }
terms-period = Ценовой период { $name }
terms-period-unstated = сроки не указаны
terms-at-desk = на месте проведения
terms-price-in-period = { $price } в период { $period }

# Скидки, надбавки, выплаты, налоги.
terms-reductions = Действуют следующие скидки и групповые цены:
terms-stacking-largest = Из нескольких скидок для одного лица применяется только наибольшая.
terms-stacking-add = Несколько скидок для одного лица складываются.
terms-less-percent = скидка { $percent } со взноса
terms-less-amount = скидка { $amount } со взноса каждого лица
terms-instead-price = { $price } с человека вместо взноса
terms-even-dearer = даже если взнос ниже
terms-instead-period = применяется взнос периода { $period }
terms-free-places = на { $paid } — { $free }
terms-persons-paying = { $n ->
    [one] { $shown } плательщика
    [few] { $shown } плательщиков
    [many] { $shown } плательщиков
   *[other] { $shown } плательщика
}
terms-persons-free = { $n ->
    [one] { $shown } бесплатное место
    [few] { $shown } бесплатных места
    [many] { $shown } бесплатных мест
   *[other] { $shown } бесплатного места
}
terms-group-size = число лиц в группе — { $range }
terms-from-nth = начиная с участника группы № { $nth }
terms-charges = Дополнительно взимаются:
terms-charge-percent = { $percent } от предшествующей суммы
terms-grants = Участники получают:
terms-per-person = за каждое лицо
terms-per-order = один раз за заказ
terms-per-paper = за каждый доклад
terms-per-night = за каждую ночь
terms-above = считая сверх { $above }
terms-counted-at-most = не более { $most } раз
terms-on-request = только по запросу
terms-taxes = Налоги:
terms-tax = Налог
terms-tax-included = включён в цену
terms-tax-added = начисляется сверх цены
terms-tax-exempt = не взимается
terms-tax-reverse-charge = уплачивается плательщиком в его стране (обратное начисление)
terms-tax-on = предмет: { $items }
terms-item-fee = взнос
terms-item-charge = надбавки

# Оплата.
terms-methods = Способы оплаты:
terms-method-refused = { $name } (не принимается)
terms-whole-rest = вся оставшаяся сумма
terms-due-by = { $what }, { $by }
terms-missed-next-period = Если средства не поступили в срок, применяется цена следующего периода.
terms-missed-cancelled = Если средства не поступили в срок, регистрация аннулируется.
terms-missed-blocked = До поступления средств участие невозможно.
terms-missed-pending = До поступления средств регистрация остаётся в ожидании.

# Отмена.
terms-refund-order = Решающим является день получения уведомления об отмене. Из следующих положений применяется первое подходящее.
terms-refund-of-all = Возврат уплаченного
terms-refund-of = Предмет возврата — { $items }
terms-refund-head = Уведомление получено
terms-now = сегодня
terms-refund-column = Возвращается
terms-refund-later = в любое более позднее время
terms-refund-nothing = ничего не возвращается
terms-refund-whole = полная сумма
terms-refund-unstated = не определено; решение принимает организатор в каждом отдельном случае
terms-refund-net = без налога
terms-refund-recount = после пересчёта цены для остающихся участников
terms-less = за вычетом { $amounts }
terms-withheld-per-person = { $amount } за каждое лицо
terms-withheld-per-order = { $amount } за заказ
terms-withheld-share = { $percent } уплаченного
terms-withheld-greater = большей из сумм: { $amounts }

# Замена и изменения.
terms-substitution-free = Участника может бесплатно заменить другое лицо
terms-substitution-for = Участника может заменить другое лицо (плата — { $fee })
terms-substitution-refused = Замена участника другим лицом не предусмотрена
terms-substitution-unstated = Возможность замены участника другим лицом не определена
terms-substitution-free-share = Бесплатно можно изменить { $percent } имён одного заказа.
terms-substitution-same = У заменяющего и заменяемого лица должно совпадать следующее: { $same }.
terms-substitution-approval = Требуется согласие организатора.
terms-same-organization = организация
terms-same-category = категория
terms-same-services = все заказанные услуги
terms-instead = Вместо этого: { $words }.
terms-conversion-allowed = Переход от формы { $has } к форме { $wants } возможен
terms-conversion-refused = Переход от формы { $has } к форме { $wants } не предусмотрен
terms-conversion-fee = Стоимость изменения: { $fee }.
terms-difference-paid = Разница в цене доплачивается.
terms-difference-refunded = Разница в цене возвращается.
terms-difference-kept = Разница в цене не возвращается.

# Места.
terms-quotas = Число мест ограничено:
terms-seats = { $n ->
    [one] { $shown } место
    [few] { $shown } места
    [many] { $shown } мест
   *[other] { $shown } места
}
terms-seats-of = { $what } — { $seats }
terms-head-counts = Глава делегации занимает одно из них.
terms-seats-more = { $n ->
    [one] Сверх этого возможно ещё { $shown } место.
    [few] Сверх этого возможны ещё { $shown } места.
    [many] Сверх этого возможны ещё { $shown } мест.
   *[other] Сверх этого возможны ещё { $shown } места.
}
terms-over = Сверх этого взимается надбавка: { $surcharges }.
terms-over-nth = { $percent } за участника № { $nth }
terms-over-further = { $percent } начиная с участника № { $nth }
terms-over-then = Сверх этого: { $words }.

# Документы, согласия.
terms-openings = Следующее возможно только в определённые сроки или случаях:
terms-requirements = Требуется следующее:
terms-consents = Следующие согласия запрашиваются отдельно от условий:
terms-consent-required = Необходимо для участия
terms-consent-voluntary = Добровольно, может быть отозвано в любое время

# Что меняет версия.
terms-fee-for = Взнос: { $whom }
terms-change-period-rises = { $what }, период { $period }: повышение с { $from } до { $to }.
terms-change-period-falls = { $what }, период { $period }: снижение с { $from } до { $to }.
terms-change-price-rises = { $what }: повышение с { $from } до { $to }.
terms-change-price-falls = { $what }: снижение с { $from } до { $to }.
terms-change-times = { $what }: теперь «{ $is }» вместо «{ $was }».
terms-change-order = { $section }: положения применяются в другом порядке.
terms-change-names = Изменены названия или тексты.
terms-change-since = Что изменилось по сравнению с версией { $number }

# Прилагательные — о ценовых периодах и категориях: «ранний», «обычный».
# Названия, обычные для конференций любой страны.
terms-word-accommodation = проживание
terms-word-accompanying = сопровождающее лицо
terms-word-advance = предварительный
terms-word-at-the-desk = на месте
terms-word-author = автор
terms-word-badge = бейдж
terms-word-badge-collection = получение бейджа
terms-word-balance = остаток
terms-word-bank-transfer = банковский перевод
terms-word-banquet = банкет
terms-word-capacity = вместимость
terms-word-card = банковская карта
terms-word-cash = наличные
terms-word-cheque = чек
terms-word-coffee = кофе
terms-word-data = персональные данные
terms-word-delegate = делегат
terms-word-deposit = задаток
terms-word-dinner = ужин
terms-word-documents = материалы
terms-word-double = двухместный номер
terms-word-early = ранний
terms-word-early-bird = ранний
terms-word-excursion = экскурсия
terms-word-exhibition = выставка
terms-word-extra-paper = дополнительный доклад
terms-word-fee = взнос
terms-word-first = первый
terms-word-fourth = четвёртый
terms-word-gala-dinner = торжественный ужин
terms-word-group = группа
terms-word-image = изображение
terms-word-industry = промышленность
terms-word-invoice = счёт
terms-word-keynote = пленарный докладчик
terms-word-last = последний
terms-word-last-minute = в последний момент
terms-word-late = поздний
terms-word-late-registration = поздняя регистрация
terms-word-listener = слушатель
terms-word-local = местный участник
terms-word-lunch = обед
terms-word-lunches = обеды
terms-word-media = СМИ
terms-word-member = член организации
terms-word-night = ночь
terms-word-no-notice = без уведомления
terms-word-no-show = неявка
terms-word-non-member = без членства
terms-word-on-site = очно
terms-word-online = онлайн
terms-word-other = прочее
terms-word-paper = доклад
terms-word-participant = участник
terms-word-passport = паспорт
terms-word-payment = оплата
terms-word-person = человек
terms-word-photograph = фотография
terms-word-pre-registration = предварительная регистрация
terms-word-premium = премиум
terms-word-presenter = докладчик
terms-word-proceedings = сборник трудов
terms-word-regular = обычный
terms-word-room = номер
terms-word-second = второй
terms-word-sessions = заседания
terms-word-single = одноместный номер
terms-word-speaker = докладчик
terms-word-standard = стандартный
terms-word-stay = всё пребывание
terms-word-student = студент
terms-word-super-early = самый ранний
terms-word-terms = условия участия
terms-word-third = третий
terms-word-tour = экскурсия
terms-word-transfer = трансфер
terms-word-tutorial = учебный семинар
terms-word-vat = НДС
terms-word-visa-letter = визовое письмо
terms-word-visa-refused = отказ в визе
terms-word-waiting-list = лист ожидания
terms-word-welcome-reception = приветственный приём

# Сколько платят и сколько возвращают.
money-negative = −{ $amount }
amount-fee = Участие: { $category }
amount-over-quota = место сверх квоты
amount-clause = Условия, п. { $number }
amount-each = { $count } × { $unit }
amount-tax-rate = { $name } { $rate }
amount-tax-included = в том числе { $name }: { $amount }
amount-tax-added = { $name } сверх указанных цен: { $amount }
amount-refunded = { $back } из { $paid }
