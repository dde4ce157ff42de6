workspace-review = Рассмотрение
review-title = Ждут вашего решения
review-waiting = { $n ->
    [one] { $shown } заявка, сначала те, что ждут дольше
    [few] { $shown } заявки, сначала те, что ждут дольше
    [many] { $shown } заявок, сначала те, что ждут дольше
   *[other] { $shown } заявки, сначала те, что ждут дольше
}
review-more = { $n ->
    [one] Ещё { $shown } заявка появится, когда вы решите эти
    [few] Ещё { $shown } заявки появятся, когда вы решите эти
    [many] Ещё { $shown } заявок появятся, когда вы решите эти
   *[other] Ещё { $shown } заявки появятся, когда вы решите эти
}
review-categories = Категория
review-all-categories = Все
review-empty = Решения никто не ждёт.
review-pick = Включить в общее решение
review-since = Ждёт с { $moment }
review-place-held = место пока закреплено
review-place-none = место пока не закреплено
review-reads = Язык переписки
review-state-asked = Вопрос задан, ответа нет
review-state-completed = Дополнено
review-approve = Одобрить
review-ask = Запросить сведения…
review-reject = Отклонить…
review-several = Решить о нескольких сразу
review-several-hint = Отметьте нужные заявки. На следующей странице видно, о ком идёт речь, и только потом принимается решение.
review-approve-ticked = Одобрить отмеченные…
review-ask-ticked = Спросить отмеченных…
review-reject-ticked = Отклонить отмеченные…
review-nobody = Никто не выбран. Отметьте нужные заявки.
review-approved = { $n ->
    [one] Одобрена { $shown } заявка.
    [few] Одобрены { $shown } заявки.
    [many] Одобрено { $shown } заявок.
   *[other] Одобрено { $shown } заявки.
}
review-rejected = { $n ->
    [one] Отклонена { $shown } заявка.
    [few] Отклонены { $shown } заявки.
    [many] Отклонено { $shown } заявок.
   *[other] Отклонено { $shown } заявки.
}
review-asked = { $n ->
    [one] Вопрос отправлен { $shown } человеку. Ответ появится в этом списке.
    [few] Вопрос отправлен { $shown } людям. Ответы появятся в этом списке.
    [many] Вопрос отправлен { $shown } людям. Ответы появятся в этом списке.
   *[other] Вопрос отправлен { $shown } людям. Ответы появятся в этом списке.
}
review-skipped = { $n ->
    [one] { $shown } заявка пропущена: о ней уже решено.
    [few] { $shown } заявки пропущены: о них уже решено.
    [many] { $shown } заявок пропущено: о них уже решено.
   *[other] { $shown } заявки пропущено: о них уже решено.
}
review-approve-title = { $n ->
    [one] Одобрить { $shown } заявку?
    [few] Одобрить { $shown } заявки?
    [many] Одобрить { $shown } заявок?
   *[other] Одобрить { $shown } заявки?
}
review-approve-title-one = Одобрить заявку: { $name }?
review-approve-means = После одобрения участник получает место или переходит к следующему шагу своей категории; об этом сообщает письмо.
review-reject-title = { $n ->
    [one] Отклонить { $shown } заявку?
    [few] Отклонить { $shown } заявки?
    [many] Отклонить { $shown } заявок?
   *[other] Отклонить { $shown } заявки?
}
review-reject-title-one = Отклонить заявку: { $name }?
review-reject-means = Регистрация закончится, место освободится для других. Причина придёт письмом, вашими словами.
review-reject-words = Причина
review-reject-submit = Отклонить
review-reject-words-missing = Укажите причину: она будет в письме
review-ask-title = { $n ->
    [one] Спросить { $shown } человека
    [few] Спросить { $shown } человек
    [many] Спросить { $shown } человек
   *[other] Спросить { $shown } человека
}
review-ask-title-one = Запросить сведения: { $name }
review-ask-means = Ваш вопрос уйдёт письмом со ссылкой для ответа. Заявка останется на рассмотрении.
review-ask-words = Вопрос
review-ask-words-missing = Напишите, что вы хотите узнать
review-ask-submit = Отправить вопрос
review-languages = Текст уйдёт так, как написан, поэтому пишите на языке тех, кто его прочтёт: { $languages }
review-no-place = { $n ->
    [one] Для { $shown } человека нет свободного места, поэтому решение не принято.
    [few] Для { $shown } человек нет свободных мест, поэтому решение о них не принято.
    [many] Для { $shown } человек нет свободных мест, поэтому решение о них не принято.
   *[other] Для { $shown } человека нет свободных мест, поэтому решение о них не принято.
}
review-overbook = Одобрить сверх имеющихся мест
review-left-out = Не войдут
review-left-out-why = Эти заявки больше не ждут решения; вот их состояние.
said-yes = да
said-no = нет
own-title-asked = Вопрос от организатора
own-next-asked = Ваша заявка на рассмотрении. Организатор решит, когда вы ответите.
own-answer = Ответить
own-answered = Ваш ответ передан организатору.
own-until = До { $until }
answer-title = Ответ организатору
answer-label = Ваш ответ
answer-hint = Организатор прочтёт его вместе с вашей заявкой.
answer-missing = Напишите ответ
answer-change = Изменить данные вместо ответа или вместе с ним
answer-submit = Отправить ответ
answer-late-title = Ответ больше не нужен
answer-late-text = Организатор уже решил или уже получил ответ.
answer-kept = Вот что вы написали:
change-reviewed-again = После изменений организатор рассмотрит вашу заявку заново. Место на это время сохраняется.
mail-in-review-subject = { $event }: ваша заявка на рассмотрении
mail-in-review-greeting = { $name }, ваша заявка получена.
mail-in-review-intro = Организатор рассмотрит её и примет решение. От вас ничего не требуется: мы напишем, как только решение появится.
mail-more-asked-subject = { $event }: вопрос от организатора
mail-more-asked-greeting = { $name }, у организатора к вам вопрос.
mail-more-asked-intro = Ваша заявка на рассмотрении. Откройте её, чтобы ответить; после этого организатор примет решение.
mail-rejected-subject = { $event }: ваша заявка отклонена
mail-rejected-greeting = { $name }, организатор не смог предложить вам место.
mail-rejected-intro = Ваша заявка закрыта, от вас ничего не требуется.
mail-kind-registration-in-review = «Ваша заявка на рассмотрении»
mail-kind-registration-more-asked = Вопрос организатора
mail-kind-registration-rejected = «Ваша заявка отклонена»
own-proved = Ваш адрес подтверждён.
prove-title = Это ваш адрес?
prove-text = Нажмите кнопку, чтобы подтвердить адрес, указанный при регистрации:
prove-submit = Да, подтвердить
prove-done-title = Адрес подтверждён
prove-done-text = Больше ничего делать не нужно.
prove-late-title = Ссылка больше не действует
prove-late-text = Адрес не был подтверждён вовремя, поэтому регистрация закончилась. Можно зарегистрироваться снова.
mail-prove-subject = Подтвердите адрес: { $event }
mail-prove-greeting = { $name }, остался один шаг.
mail-prove-intro = Подтвердите, что этот адрес ваш, и регистрация продолжится. До этого она не завершена.
mail-prove-until = Ссылка действует до { $until }. После этого регистрация закончится сама.
mail-prove-open = Подтвердить адрес
mail-prove-not-you = Если вы не регистрировались, оставьте это письмо без внимания: без подтверждения ничего не произойдёт.
mail-awaiting-payment-subject = { $event }: ожидается оплата
mail-awaiting-payment-greeting = { $name }, место для вас закреплено.
mail-awaiting-payment-intro = Оно станет вашим, как только поступит оплата. Мы подтвердим это письмом.
mail-awaiting-payment-until = Место закреплено до { $until }. Если к этому времени оплата не поступит, оно достанется другим.
mail-kind-registration-prove = Подтверждение адреса
mail-kind-registration-awaiting-payment = «Ожидается оплата»
payment-title = Оплата
payment-all = Всё оплачено.
payment-open = Осталось оплатить:
payment-received = Получено:
payment-amount = Полученная сумма
payment-amount-in = Полученная сумма, { $currency }
payment-currency = Валюта
payment-note = Отметить оплату
payment-noted = Оплата отмечена.
payment-amount-odd = Укажите сумму цифрами, например 120.50
payment-too-much = Осталось оплатить только { $owed }: укажите эту сумму или меньше
payment-nothing-open = В этой валюте платить нечего
payment-ended = Регистрация закончилась, платить больше нечего
own-email-written = Мы пишем вам на адрес
own-resend-mail = Отправить письмо ещё раз
