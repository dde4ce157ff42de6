# What is wrong with rules, as sentences; $rule names another rule.
lint-line = Строка { $line }
lint-line-rule = Строка { $line }, { $rule }
lint-at = { $place }: { $words }
lint-end-of-day = конца дня { $day }
lint-rule-registration = срок регистрации { $number }
lint-rule-period = ценовой период { $number }
lint-rule-category = категория { $number }
lint-rule-fee = взнос { $number }
lint-rule-extra = дополнительная услуга { $number }
lint-rule-adjustment = скидка { $number }
lint-rule-charge = надбавка { $number }
lint-rule-grant = выплата участнику { $number }
lint-rule-tax = налог { $number }
lint-rule-due = срок оплаты { $number }
lint-rule-method = способ оплаты { $number }
lint-rule-refund = возврат, пункт { $number }
lint-rule-substitution = замена участника, пункт { $number }
lint-rule-conversion = смена формы участия, пункт { $number }
lint-rule-quota = квота { $number }
lint-rule-opening = срок обращения { $number }
lint-rule-requirement = требование { $number }
lint-rule-consent = согласие { $number }
lint-rule-clause = положение { $number }

lint-too-many-rules = { $n ->
    [one] Здесь { $shown } правило; в условиях участия их не больше { $most }.
    [few] Здесь { $shown } правила; в условиях участия их не больше { $most }.
    [many] Здесь { $shown } правил; в условиях участия их не больше { $most }.
   *[other] Здесь { $shown } правила; в условиях участия их не больше { $most }.
}
lint-unknown-category = Названа категория «{ $name }», которой в условиях нет.
lint-unknown-period = Назван ценовой период «{ $name }», которого в условиях нет.
lint-unknown-extra = Названа дополнительная услуга «{ $name }», которой в условиях нет.
lint-not-offered = Названа категория «{ $name }», которой у мероприятия нет. Добавьте её на странице «Категории» или назовите другую.
lint-no-fee = Для категории «{ $name }» нет взноса. Добавьте его: иначе при регистрации в этой категории цена не будет показана.
lint-twice = Имя «{ $name }» встречается дважды. Переименуйте одно из двух правил.
lint-nameless = Имя не указано.
lint-circle = Ссылки замыкаются в круг: { $path }.
lint-cannot-hold-word = Условие «{ $name }» никогда не выполняется: здесь нужно слово.
lint-cannot-hold-yes-no = Условие «{ $name }» никогда не выполняется: здесь нужно true или false.
lint-cannot-hold-number = Условие «{ $name }» никогда не выполняется: здесь нужно число.
lint-too-much = В поле «{ $word }» указано { $share }; больше целого быть не может.
lint-no-price = Цена не указана.
lint-two-prices = Указаны и одна цена на все дни, и цены по периодам: действовать может только одно из двух.
lint-no-effect = Правило ничего не меняет: укажите, на сколько меньше или сколько вместо этого платят.
lint-currency-missing = Для одних периодов есть цена в валюте { $currency }, а для периода «{ $period }» её нет.
lint-falls-with-size = Более многочисленной группе даётся меньше, чем менее многочисленной ({ $rule }). Не перепутаны ли правила?
lint-backwards = Окончание раньше начала: с { $from } до { $until }.
lint-gap = Между предыдущим правилом ({ $rule }) и этим ничего не действует: с { $from } до { $until }.
lint-overlap = Действует одновременно с другим правилом ({ $rule }) с { $from } до { $until }; применяется первое. Пусть одно кончается там, где начинается другое.
lint-edge-day-of-none = { $day } не относится ни к предыдущему правилу ({ $rule }), ни к этому. Укажите, к какому из них.
lint-edge-day-of-two = На { $day } приходятся и предыдущее правило ({ $rule }), и это. Укажите, к какому из них относится этот день.
lint-unreachable = Правило никогда не применяется: другое ({ $rule }) стоит раньше и действует всегда, когда действует это.
lint-open-end = Что действует после { $ends }, не сказано.
lint-unstated = Условия оставляют это открытым: решать придётся в каждом отдельном случае.
lint-no-price-at-the-end = Регистрация открыта до { $registration }, а после { $price } ни одна цена не действует.
lint-after-the-event = Срок «{ $word }» наступает после окончания мероприятия: до { $deadline }.
lint-unknown-day = Срок «{ $word }» отсчитывается от дня, который ещё не известен: { $deadline }.

# Why a file cannot be read.
lint-file-too-long = Текст больше одного мегабайта, то есть намного больше любых условий участия.
lint-file-unreadable = Здесь знак, который не удаётся прочитать. Сохраните файл в кодировке UTF-8 или наберите это место заново.
lint-file-no-head = Нет заголовка. Текст начинается с [conference]: название и часовой пояс.
lint-file-syntax = Это не TOML. Тексты стоят в кавычках, списки — в квадратных скобках, каждое сведение — на своей строке: слово = "значение".
lint-file-twice = Одно и то же слово стоит здесь дважды. Оставьте одно.
lint-file-unknown = Слова «{ $word }» здесь в формате нет. Возможны: { $known }.
lint-file-missing = Здесь не хватает слова «{ $word }».
lint-file-no-such-day = Дня { $day } в календаре нет. Введите существующий день.
lint-file-no-zone = «{ $zone }» — не часовой пояс, верный круглый год. Назовите место, например Europe/Paris, или смещение, например 2027-06-14T18:00+02:00.
lint-file-no-deadline = «{ $text }» — не день и не время. Напишите 2027-06-14, 2027-06-14 18:00, 14 days before start или 5 working days after contract.
lint-file-no-boundary = «{ $text }» не может открывать или закрывать регистрацию. Напишите день, например 2027-06-14, или время дня, например 2027-06-14 18:00.
lint-file-no-currency = «{ $code }» — не валюта. Напишите три буквы по ISO 4217, например EUR.
lint-file-no-amount = «{ $text }» — не сумма. Напишите число, пробел и валюту, например 427.50 USD.
lint-file-too-fine = В сумме «{ $text }» больше знаков после точки, чем бывает у валюты { $currency }.
lint-file-too-large = «{ $text }» — слишком большая сумма.
lint-file-price-twice = Указаны две цены в валюте { $currency }. Оставьте по одной в каждой валюте.
lint-file-no-percent = «{ $text }» — не процент. Напишите число не более чем с двумя знаками после точки, например 5.5.
lint-file-unfit = Здесь стоит значение не того вида: например, текст в кавычках вместо числа или списка либо наоборот.
lint-faults = { $n ->
    [one] До публикации условий нужно исправить { $shown } место
    [few] До публикации условий нужно исправить { $shown } места
    [many] До публикации условий нужно исправить { $shown } мест
   *[other] До публикации условий нужно исправить { $shown } места
}
lint-notices = { $n ->
    [one] { $shown } место может быть задумано так; при публикации будет задан вопрос
    [few] { $shown } места могут быть задуманы так; при публикации будет задан вопрос
    [many] { $shown } мест могут быть задуманы так; при публикации будет задан вопрос
   *[other] { $shown } места могут быть задуманы так; при публикации будет задан вопрос
}
lint-times = Время указано по часовому поясу { $zone }.
