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
category-together = Вместе с: { $names }
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
quotas-about = Категории с общими местами указаны вместе.
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
