terms-title = Условия участия
terms-registration-title = Регистрация
terms-general-title = Общие положения
terms-registration-window = { $scope ->
    [some] { $categories }: регистрация
   *[all] Регистрация
} { $span ->
    [both] открывается { $opens } и закрывается { $ends ->
        [day] по окончании дня { $until }
       *[moment] { $until }
    }, { $zone }.
    [from] открывается { $opens }, { $zone }, и продолжается до конца мероприятия.
    [until] открыта { $ends ->
        [day] до конца дня { $until }
       *[moment] до { $until }
    }, { $zone }.
   *[always] открыта до конца мероприятия.
}
terms-version-of = версия { $number } от { $date }
terms-version-published = Версия { $number }, действует с { $moment }
terms-fallback = Этот пункт есть только на языке: { $language }.
terms-digest = SHA-256 этого текста:
terms-permanent = Постоянный адрес этой версии

terms-draft-about = Вы правите черновик. То, что участники приняли, не меняется никогда; новая версия — для тех, кто зарегистрируется после неё.
terms-preview-about = Так будут выглядеть условия. Пока ничего не сохранено.
terms-changed = Черновик отличается от действующих условий
terms-publish = Опубликовать как версию { $number }
terms-publish-about = У тех, кто уже зарегистрирован, остаётся их версия. Тем, у кого открыта форма, будет предложено прочитать новую.
terms-published-now = Новая версия вступила в силу.
terms-change-from = Больше не действует: { $sentence }
terms-change-to = Новое: { $sentence }
terms-change-clauses = Изменены пункты на языке: { $language }.
terms-windows = Регистрация
terms-windows-about = Если сроков нет, регистрация открыта до конца мероприятия. Время:
terms-window = Срок
terms-window-opens = Открывается
terms-window-until = До
terms-window-hint = День (20.01.2027) считается целиком; время (20.01.2027 18:00) — момент этого дня.
terms-window-odd = Введите день, например 20.01.2027, или день и время, например 20.01.2027 18:00
terms-window-order = Этот срок кончается раньше, чем начинается. Введите более позднее окончание
terms-window-after-event = К этому времени мероприятие закончится. Введите более раннее окончание или оставьте поле пустым
terms-window-categories = Только для этих категорий; если ничего не отмечено — для всех
terms-window-add = Добавить срок
terms-window-remove = Убрать срок
terms-clauses = Пункты
terms-clauses-label = Текст
terms-clauses-hint = Markdown; каждый заголовок (##) начинает пункт.
terms-clauses-missing = Напишите пункты на языке мероприятия: { $language }
terms-clauses-fallback = Нет пунктов на языке { $language }: его читатели увидят текст на языке { $shown } с пометкой.
terms-save = Сохранить черновик
terms-versions = Версии
terms-in-force = действует
