register-title = Регистрация
register-name = Имя и фамилия полностью
register-name-hint = Так, как должно быть написано на вашем бейдже.
register-name-missing = Укажите имя и фамилию
register-email = Электронная почта
register-email-hint = Сюда придут подтверждение и ваша личная ссылка.
register-email-missing = Укажите адрес электронной почты
register-email-no-at = В адресе почты не хватает знака @, как в name@example.org
register-email-domain = Проверьте часть адреса почты после знака @, например example.org
register-email-odd = Проверьте часть адреса почты перед знаком @
register-email-too-long = Адрес почты слишком длинный; укажите адрес не длиннее 254 знаков
register-category = В каком качестве вы участвуете?
register-category-missing = Выберите, в каком качестве вы участвуете
register-organization = Организация
register-position = Должность
register-country = Страна
register-country-none = Не указана
register-country-unknown = Выберите страну из списка
register-phone = Телефон
register-phone-hint = Только для срочных сообщений о мероприятии.
register-phone-odd = Укажите номер телефона цифрами, например +7 862 266 33 33
register-accept = Я принимаю условия участия
register-terms-link = Прочитать условия участия, версия { $number } от { $date }
register-terms-missing = Поставьте отметку, чтобы принять версию { $number } условий участия
register-consents = Согласия помимо условий
register-consents-hint = Решение по каждому пункту принимается отдельно. Необязательное согласие можно в любой момент отозвать на личной странице.
register-consents-if = Если { $condition }:
register-consent-missing = Отметьте пункт «{ $text }»: без этого согласия участие невозможно
register-submit = Принять и зарегистрироваться
register-already = Уже зарегистрированы?
register-trap = Оставьте это поле пустым
register-look-title = Проверьте данные ещё раз
register-look-text = Скрытое поле оказалось заполнено, так делают некоторые программы. Проверьте данные ниже и нажмите кнопку ещё раз.
register-look-hasty-text = Форма отправлена быстрее, чем её можно заполнить от руки, так делают программы. Проверьте данные ниже и нажмите кнопку ещё раз.

places-left = { $n ->
    [one] осталось { $shown } место
    [few] осталось { $shown } места
    [many] осталось { $shown } мест
   *[other] осталось { $shown } места
}
places-unlimited = открыто
places-none = мест нет
places-waitlist = мест нет: лист ожидания
category-not-yet = ещё не открыто
category-closed = закрыто

register-refused-link = Вернуться к мероприятию
register-refused-form-used-link = Открыть ту регистрацию
register-refused-already-registered-title = Вы уже зарегистрированы
register-refused-already-registered-text = Мы отправили личную ссылку на этот адрес. По ней вы в любое время можете открыть свою регистрацию.
register-refused-form-used-title = Эта форма уже использована
register-refused-form-used-text = По ней уже есть регистрация с другими данными. Откройте её или отправьте форму ещё раз, чтобы зарегистрировать другого человека.
register-refused-full-title = Все места заняты
register-refused-full-text = Введённые данные сохранены ниже на случай, если место освободится.
register-refused-category-full-title = В этой категории мест нет
register-refused-category-full-text = В других места ещё есть. Выберите одну из них и отправьте форму снова; введённые данные сохранены.
register-refused-not-yet-title = Регистрация ещё не открыта
register-refused-not-yet-text = Она откроется { $opens }.
register-refused-closed-title = Регистрация закрыта
register-refused-closed-text = Организатор больше не принимает регистрации онлайн. К кому обратиться, сказано на странице мероприятия.
register-refused-cancelled-title = Мероприятие отменено
register-refused-cancelled-text = Оно не состоится, поэтому зарегистрироваться больше нельзя.
register-refused-over-title = Мероприятие завершилось
register-refused-over-text = Оно уже состоялось.
register-refused-terms-changed-title = Условия изменились
register-refused-terms-changed-text = Пока вы заполняли форму, опубликована новая версия. Прочитайте её, поставьте отметку ещё раз и отправьте форму; введённые данные сохранены.
register-refused-unknown-category-title = Этой категории больше нет
register-refused-unknown-category-text = Выберите ниже другую; введённые данные сохранены.
register-busy-title = Сейчас регистрируется много людей
register-busy-text = { $n ->
    [one] Нажмите кнопку ещё раз через { $shown } секунду. Введённые данные сохранены, и одна форма никогда не засчитывается дважды.
    [few] Нажмите кнопку ещё раз через { $shown } секунды. Введённые данные сохранены, и одна форма никогда не засчитывается дважды.
    [many] Нажмите кнопку ещё раз через { $shown } секунд. Введённые данные сохранены, и одна форма никогда не засчитывается дважды.
   *[other] Нажмите кнопку ещё раз через { $shown } секунды. Введённые данные сохранены, и одна форма никогда не засчитывается дважды.
}

form-busy = Одну минуту…
email-meant = Возможно, вы имели в виду:
withdraw-title = Отозвать регистрацию?
withdraw-means = Ваше место сразу освободится, и его сможет занять другой человек. Если планы изменятся, зарегистрироваться снова можно, только пока регистрация открыта и есть места. Мы подтвердим отзыв письмом.
withdraw-others = { $n ->
    [one] Завершится только ваша регистрация. Ещё { $shown } участник из вашей группы остаётся зарегистрированным.
    [few] Завершится только ваша регистрация. Ещё { $shown } участника из вашей группы остаются зарегистрированными.
    [many] Завершится только ваша регистрация. Ещё { $shown } участников из вашей группы остаются зарегистрированными.
   *[other] Завершится только ваша регистрация. Ещё { $shown } участника из вашей группы остаются зарегистрированными.
}
withdraw-submit = Отозвать регистрацию
withdraw-keep = Оставить регистрацию
withdraw-late-title = Эту регистрацию уже нельзя отозвать
withdraw-late-text = Она уже завершена иначе, мероприятие началось или не состоится.
change-title = Изменение данных
change-late-title = Здесь эти данные уже нельзя изменить
change-late-text = Регистрация завершена или мероприятие началось. Организатор ещё может исправить имя на бейдже.
email-title = Исправление адреса почты
email-now = Подтверждение отправлено на
email-new = Электронная почта
email-hint = Подтверждение сразу придёт сюда, а прежняя ссылка перестанет действовать.
email-submit = Исправить адрес
email-until = Это можно сделать до: { $until }. Позже новый адрес сначала нужно подтвердить по ссылке из письма.
email-taken-title = Этот адрес уже зарегистрирован
email-taken-text = С этим адресом на мероприятие уже есть регистрация. Укажите другой или найдите ту регистрацию по адресу.
email-late-title = Адрес уже нельзя изменить
email-late-text = Регистрация завершена или мероприятие началось.
email-often-title = Адрес меняли несколько раз
email-often-text = { $n ->
    [one] { $email } сохранён ниже. Попробуйте снова через { $shown } минуту.
    [few] { $email } сохранён ниже. Попробуйте снова через { $shown } минуты.
    [many] { $email } сохранён ниже. Попробуйте снова через { $shown } минут.
   *[other] { $email } сохранён ниже. Попробуйте снова через { $shown } минуты.
}
email-change-title = Изменение адреса почты
email-change-hint = На этот адрес придёт ссылка. Он заменит прежний, когда вы её откроете.
email-change-submit = Отправить ссылку
address-title = Использовать этот адрес?
address-new = Письма об этой регистрации будут приходить на
address-means = У регистрации появится новая ссылка, она придёт сюда. Прежняя ссылка перестанет действовать, а на прежний адрес придёт сообщение, что он больше не используется.
address-submit = Использовать этот адрес
address-not-you = Если вы об этом не просили, закройте страницу: ничего не изменится.
address-taken-text = С этим адресом на мероприятие уже есть регистрация. Найдите её по адресу или сначала отзовите.

find-title = Найти мою регистрацию
find-lead = Потеряли письмо со ссылкой? Мы отправим его снова.
find-hint = Адрес, с которым вы регистрировались. Ссылки придут только на него.
find-submit = Прислать ссылки
find-asked-title = Проверьте почту
find-asked-text = Если с этим адресом есть регистрации, письмо со ссылками уже в пути. В нём перечислены все ваши регистрации.
find-asked-nothing = Через несколько минут ничего нет? Загляните в папку «Спам» или попробуйте другой адрес, который могли указать.
find-again = Попробовать другой адрес
find-often-title = Об этом спрашивали несколько раз
find-often-text = { $n ->
    [one] Письма уже в пути. Повторите через { $shown } минуту, а сначала загляните в папку «Спам».
    [few] Письма уже в пути. Повторите через { $shown } минуты, а сначала загляните в папку «Спам».
    [many] Письма уже в пути. Повторите через { $shown } минут, а сначала загляните в папку «Спам».
   *[other] Письма уже в пути. Повторите через { $shown } минуты, а сначала загляните в папку «Спам».
}

status-unverified = Не проверено
status-pending-review = На рассмотрении
status-awaiting-payment = Ожидает оплаты
status-waitlisted = В листе ожидания
status-offered = Предложено место
status-confirmed = Подтверждено
status-rejected = Отклонено
status-withdrawn = Отозвано
status-cancelled = Отменено
status-expired = Срок истёк

mail-confirmed-subject = Вы зарегистрированы: { $event }, { $days }
mail-confirmed-greeting = { $name }, вы зарегистрированы.
mail-confirmed-intro = Ваше участие подтверждено. Сохраните это письмо: по ссылке из него ваша регистрация открывается в любое время.
mail-already-registered-subject = Вы уже зарегистрированы: { $event }, { $days }
mail-already-registered-greeting = { $name }, вы уже зарегистрированы.
mail-already-registered-intro = Кто-то, вероятно вы, только что попытался ещё раз зарегистрировать этот адрес. Ничего не изменилось.
mail-withdrawn-subject = { $event }: ваша регистрация отозвана
mail-withdrawn-greeting = { $name }, ваша регистрация отозвана.
mail-withdrawn-intro = Вы больше не участвуете, и ваше место свободно для других. Удалите запись из календаря. Если планы изменятся, можно зарегистрироваться снова, пока регистрация открыта.
mail-cancelled-subject = { $event }: ваша регистрация отменена
mail-cancelled-greeting = { $name }, ваша регистрация отменена.
mail-cancelled-intro = Организатор отменил вашу регистрацию, поэтому вы больше не участвуете. Удалите запись из календаря.
mail-cancelled-reason = Организатор пишет: { $reason }
mail-event-cancelled-subject = Отменено: { $event }, { $days }
mail-event-cancelled-greeting = { $name }, мероприятие не состоится.
mail-event-cancelled-intro = Организатор отменил мероприятие. Ваша регистрация больше не действует, делать ничего не нужно.
mail-event-cancelled-calendar = Приложенный файл удаляет запись из календаря.
mail-moved-subject = Новые время и место: { $event }, { $days }
mail-moved-time-subject = Новое время: { $event }, { $days }
mail-moved-place-subject = Новое место: { $event }, { $days }
mail-moved-greeting = { $name }, в мероприятии есть изменения.
mail-moved-intro = Изменились время и место. Регистрация остаётся в силе; если новые условия вам не подходят, её можно отозвать по ссылке ниже.
mail-moved-time-intro = Изменилось время. Регистрация остаётся в силе; если новое время вам не подходит, её можно отозвать по ссылке ниже.
mail-moved-place-intro = Изменилось место. Регистрация остаётся в силе; если новое место вам не подходит, её можно отозвать по ссылке ниже.
mail-moved-calendar = Приложенный файл переносит запись в вашем календаре.
mail-changed-subject = { $event }: ваши данные изменены
mail-changed-greeting = { $name }, ваши данные изменены.
mail-changed-intro = Теперь в вашей регистрации указано следующее. Если вы об этом не просили, напишите организатору.
mail-confirm-address-subject = { $event }: это ваш новый адрес?
mail-confirm-address-greeting = { $name }, это ваш новый адрес?
mail-confirm-address-intro = Письма о регистрации, указанной ниже, должны приходить на { $email }. Откройте ссылку и нажмите кнопку на странице; до этого ничего не изменится.
mail-confirm-address-button = Использовать этот адрес
mail-confirm-address-until = Ссылка действует до: { $until }.
mail-confirm-address-not-you = Если вы об этом не просили, не отвечайте на письмо: ничего не изменится, и больше писем об этом не будет.
mail-address-changed-subject = { $event }: этот адрес больше не используется
mail-address-changed-greeting = Этот адрес больше не используется.
mail-address-changed-text = Этот адрес был указан при регистрации на мероприятие. Только что его заменили другим, поэтому писем об этой регистрации сюда больше не будет, а ссылка из прежних писем не действует.
mail-address-changed-wrong = Если регистрировались вы и адрес не меняли, напишите организатору.
mail-links-subject = Ваши регистрации на { $host }
mail-links-greeting = Ваши регистрации
mail-links-intro = По вашей просьбе отправляем ссылки. Каждая открывает одну из ваших регистраций.
mail-links-not-you = Если вы об этом не просили, делать ничего не нужно: ничего не изменилось.
mail-links-footer = Вы получили это письмо, потому что кто-то указал этот адрес на { $host }, чтобы найти регистрацию.
mail-confirm-address-footer = Вы получили это письмо, потому что кто-то указал этот адрес на { $host } как новый адрес регистрации.
mail-terms-accepted = Вы приняли условия участия в версии { $number }: { $moment }.
mail-when = Когда
mail-where = Где
mail-category = Категория
mail-reference = Номер регистрации
mail-open = Открыть мою регистрацию
mail-event-page = Страница мероприятия
mail-calendar-attached = Запись для календаря приложена.
mail-questions = Есть вопросы? Ответьте на это письмо или напишите на { $contact }.
mail-looked-after = Вы получили это письмо, потому что указали этот адрес, регистрируя участника: { $name }. Передайте сообщение по назначению.
mail-footer = Вы получили это письмо, потому что этот адрес зарегистрирован на мероприятие. Организатор: { $organization }.

receipt-title = Подтверждение согласий
receipt-about = Что было принято и как это записано. Сохраните подтверждение: его можно проверить и без этого сайта.
receipt-download = Скачать текстом
receipt-organizer = Организатор
receipt-version = Условия участия
receipt-given = Дано
receipt-language = Язык
receipt-channel = Каким образом
receipt-channel-self = онлайн, самостоятельно
receipt-withdrawn = Отозвано
receipt-moment = { $local } ({ $utc })
receipt-document = SHA-256 документа
receipt-rules = SHA-256 часового пояса, правил и пунктов
receipt-check-title = Как проверить
receipt-check = Каждая контрольная сумма — это SHA-256 названного рядом файла, байт в байт. Скачайте файл со страницы подтверждения и вычислите его сумму. Пока они совпадают, с тех пор ничего не изменено.
# От чего зависит цена и сколько получается.
register-extras = Что ещё вам нужно?
register-currency = Валюта
register-currency-hint = В какой валюте вы платите.
register-currency-missing = Выберите другую валюту: не всё из выбранного имеет цену в { $currency }
register-number-odd = Укажите целое число цифрами, например 2
register-code-long = Код не может быть длиннее 100 знаков
register-extra-too-many = { $n ->
    [one] Можно взять не больше { $shown }
    [few] Можно взять не больше { $shown }
    [many] Можно взять не больше { $shown }
   *[other] Можно взять не больше { $shown }
}
register-extra-none-left = мест больше нет
register-extra-not-offered = Для вашей категории этого нет или срок уже прошёл
register-fact-none = Ничего из перечисленного
register-fact-mode = Где вы участвуете?
register-fact-ticket = Вид билета
register-fact-role = В какой роли вы участвуете
register-fact-payer = Кто платит
register-fact-method = Способ оплаты
register-fact-code = Код
register-fact-body = Какое учреждение вас направляет
register-fact-rank = Ранг главы вашей делегации
register-fact-outlet = Вид издания
register-fact-lodging = Номер
register-fact-section = Секция
register-fact-member = Я состою членом организации
register-fact-student = Я учусь (студент, аспирант)
register-fact-age = Возраст в первый день мероприятия
register-fact-papers = Сколько докладов вы представляете
register-fact-nights = Сколько ночей в гостинице мероприятия
register-fact-distance = Как далеко вы живёте
register-fact-area = Площадь стенда, м²
register-amount-title = Стоимость
register-amount-total = К оплате
register-amount-show = Показать стоимость
register-amount-unstated = В вашем случае условия не называют суммы. Её сообщит организатор.
register-amount-unstated-short = сообщит организатор
register-amount-impossible = Выбранное не сочетается друг с другом. Проверьте, что отмечено выше.
register-refused-option-full-title = На выбранную дополнительную услугу мест больше нет
register-refused-option-full-text = «{ $extra }»: мест больше нет. Откажитесь от этой услуги и нажмите кнопку ещё раз; всё остальное сохранено.
register-refused-amount-changed-title = Посмотрите на сумму, прежде чем зарегистрироваться
register-refused-amount-changed-text = По вашему выбору получается сумма, которой здесь раньше не было. Теперь она показана ниже; если вы согласны, нажмите кнопку ещё раз.
register-refused-amount-changed-link = Перейти к сумме
owed-refund-title = Если отозвать регистрацию сегодня
owed-refund-past-title = Что возвращается
owed-refund-paid = Из того, что уже оплачено, возвращается столько:
owed-refund-now = Из оплаченного возвращается: { $sum }.
owed-refund-unstated = Условия не говорят, что возвращается при отзыве. Спросите организатора.
owed-refund-later = Так сказано в версии { $number } условий: она действует и для прежних регистраций там, где это для них лучше.
mail-amount = К оплате
mail-refund = Что возвращается
category-reviewed = решает организатор
