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
