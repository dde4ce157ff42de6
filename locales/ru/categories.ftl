categories-about = В каком качестве участвуют; порядок тот же, что в форме.
categories-none = Категорий пока нет. Участники выбирают категорию при регистрации.
categories-archived = Больше не предлагаются
category-new = Новая категория
category-add = Добавить категорию
category-up = Выше
category-down = Ниже
category-archive = Больше не предлагать
category-restore = Предлагать снова
category-archived = Категория больше не предлагается. Зарегистрированные в ней сохраняют места; ниже её можно вернуть.
category-deleted = Категория удалена: в ней никто не был зарегистрирован.
category-restored = Категория снова предлагается.
category-last-one = У опубликованного мероприятия есть хотя бы одна категория. Сначала добавьте другую.
category-name = Название
category-name-hint = Как его увидят участники, например «Эксперт».
category-name-missing = Введите название на языке мероприятия: { $language }
category-description = Для кого
category-description-hint = Одно предложение под названием.
category-key = В списках и файлах эта категория обозначается
category-places = Места
category-places-own = Своё число мест
category-places-missing = Выберите, сколько человек может участвовать
category-unlimited = Без ограничения
category-shared = общие места
category-taken = занято { $taken } из { $size }
category-size = { $n ->
    [one] { $shown } место
    [few] { $shown } места
    [many] { $shown } мест
   *[other] { $shown } места
}
category-size-label = Число мест
category-size-hint = Только для своего числа мест.
category-size-taken = { $n ->
    [one] Занято { $shown } место. При меньшем числе никто не лишится места, но освободившиеся места не откроются.
    [few] Занято { $shown } места. При меньшем числе никто не лишится места, но освободившиеся места не откроются.
    [many] Занято { $shown } мест. При меньшем числе никто не лишится места, но освободившиеся места не откроются.
   *[other] Занято { $shown } места. При меньшем числе никто не лишится места, но освободившиеся места не откроются.
}
category-size-odd = Введите число мест от 0 до { $most }
quotas-title = Число мест
quota-size = Мест
quota-taken = { $n ->
    [one] Занято { $shown } место
    [few] Занято { $shown } места
    [many] Занято { $shown } мест
   *[other] Занято { $shown } места
}
quota-excess = { $n ->
    [one] на { $shown } больше, чем есть
    [few] на { $shown } больше, чем есть
    [many] на { $shown } больше, чем есть
   *[other] на { $shown } больше, чем есть
}
quotas-about = Собственные места категорий, общие места и места на дополнительные услуги. При регистрации нужно место в каждом подходящем числе; решает то, где мест меньше всего.
quota-about = Места, общие для нескольких категорий или для всего мероприятия, либо места на дополнительную услугу.
quota-new = Новые места
quota-add = Добавить места
quota-name-hint = Как его увидят организаторы, например «Большой зал».
quota-name-missing = Введите название
quota-reach = Для кого эти места
quota-reach-missing = Выберите, для кого эти места
quota-whole-event = Всё мероприятие
quota-bounds-nothing = Ни для кого
quota-extras = Дополнительные услуги из условий
quota-extras-hint = Каждый, кто выбрал услугу, занимает здесь место независимо от категории. Когда мест не останется, выбрать её будет нельзя.
quota-extra = услуга «{ $name }»
quota-extra-gone = в условиях больше нет
quota-extra-draft = только в черновике
quota-not-offered = больше не предлагается
quota-noted = { $name } ({ $note })
quota-bounds-still = Эти места для кого-то предназначены. Снимите все отметки и сохраните, затем удаляйте.
quota-delete = Удалить эти места
quota-deleted = Места удалены: они ни для кого не предназначались.
category-shares = Кроме того, нужно место из общих:
category-admission = Как принимаются участники
category-admission-about = Если ничего не отмечено, регистрация подтверждается сразу.
category-proves-address = Сначала подтверждается адрес электронной почты
category-proves-address-hint = На адрес отправляется ссылка; если её вовремя не открыть, место освободится.
category-needs-review = Каждую регистрацию рассматривает организатор
category-needs-review-hint = Об этом сказано на странице; до решения никто не подтверждён.
category-review-holds-place = Место сохраняется до решения
category-review-holds-place-hint = Иначе к моменту одобрения мест может не остаться.
category-reviews-edits = Изменения участников рассматриваются заново
category-reviews-edits-hint = До нового решения регистрация не подтверждена.
category-awaits-payment = Подтверждение только после оплаты
category-awaits-payment-hint = Если участие платное, место сохраняется, пока не отмечена оплата.
category-payment-days = Дней на оплату
category-payment-days-hint = Затем регистрация истекает и место освобождается. Пусто — без срока.
category-payment-days-odd = Введите число дней от 1 до 365 или оставьте поле пустым
category-waitlist = Когда все места заняты
category-waitlist-none = Больше никто не принимается
category-waitlist-offered = Ведётся лист ожидания; освободившееся место предлагается первому в очереди
category-waitlist-confirmed = Ведётся лист ожидания; освободившееся место сразу достаётся первому в очереди
category-waitlist-missing = Выберите, что делать, когда все места заняты
category-waitlist-waiting = { $n ->
    [one] В листе ожидания { $shown } человек. Сначала предоставьте место или завершите регистрацию.
    [few] В листе ожидания { $shown } человека. Сначала предоставьте им места или завершите их регистрации.
    [many] В листе ожидания { $shown } человек. Сначала предоставьте им места или завершите их регистрации.
   *[other] В листе ожидания { $shown } человека. Сначала предоставьте им места или завершите их регистрации.
}
category-offer-hours = Часов на ответ
category-offer-hours-hint = От 1 до 720; затем место предлагается следующему.
category-offer-hours-odd = Введите число часов от 1 до 720
category-yes = да
category-no = нет
category-says-proof = с подтверждением адреса
category-says-review = с рассмотрением
category-says-payment = после оплаты
category-says-waitlist = лист ожидания
