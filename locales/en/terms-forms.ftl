# Stating the rules by forms.
terms-amount-odd = Enter an amount, as in 1200 or 1,200.50
terms-amount-fine = { $n ->
    [one] { $currency } has { $shown } digit behind the point. Enter an amount with at most as many
   *[other] { $currency } has { $shown } digits behind the point. Enter an amount with at most as many
}
terms-amount-large = This is more than any fee. Enter a smaller amount
terms-percent-odd = Enter a per cent from 0 to 100, as in 50 or 12.5
terms-percent-missing = Enter how many per cent
terms-count-odd = Enter how many, as a whole number such as 30
terms-currency-odd = Enter a currency by its three letters, as in EUR or CNY
terms-currency-twice = This currency is there already. Enter another one or remove it
terms-stored = Stored now
terms-unsaid = not stated
terms-fixed = This can be changed in the file of the terms only; here it stays as it is.
terms-kept = { $n ->
    [one] { $shown } more rule, stated in the file of the terms
   *[other] { $shown } more rules, stated in the file of the terms
}
terms-kept-about = This form has no fields for them. They stay as they are, whatever is saved here.

terms-fees-and-payment = Fees and payment
terms-fees-about = What taking part costs, by category and by the day. A free event needs nothing here.
terms-currencies = Currencies
terms-currencies-hint = Three letters, as in EUR, RUB or CNY. Each has a price of its own; none is converted into another.
terms-currency = Currency { $number }
terms-currency-add = Add a currency
terms-currency-remove = Remove currency
terms-steps = Price steps
terms-steps-about = Without a step the price is the same at all times. Times are by
terms-steps-hint = A day (2027-01-20) counts as a whole; a time (2027-01-20 18:00) is a moment of it. The last step has no end.
terms-steps-preset = Begin with early, regular and on-site prices
terms-step = Step { $number }
terms-step-name = Name
terms-step-on-site = Holds for whoever pays on site
terms-step-add = Add a step
terms-step-remove = Remove step
terms-step-nameless = Give this step a name, as in Early
terms-step-twice = Another step has this name. Give it a name of its own
terms-step-never = This step never counts, because one above it lasts as long. Order the steps by their ends; only the last is without one
terms-counts = Which day decides
terms-amounts = Amounts
terms-amounts-hint = 0 is free of charge. Where a category has no amount at all, the terms state no fee for it.
terms-amounts-too-many = The terms have more categories and steps than a form can hold. Their amounts are stated in the file of the terms.
terms-fee-always = In every step
terms-fee-both = Enter either one amount for every step or amounts for single steps, and empty the others
terms-fees-others = All other categories
terms-tax-rate = Rate in per cent
terms-tax-name = What it is called
terms-tax-mode-missing = Choose how this tax stands to the price, or empty the field
terms-tax-exempt-rate = Where no tax is charged there is no rate. Empty the field
terms-due = Payment is due
terms-due-registration = so many days after registration
terms-due-invoice = so many days after the invoice
terms-due-day = by a day
terms-due-value = How many days, or which day
terms-due-kind-missing = Choose what is counted, or empty the field
terms-due-missed = If it is late

terms-cancellation = Cancellation and substitution
terms-cancellation-about = What comes back to whoever cancels in time, and whether somebody else may come instead.
terms-times-by = Times are by
terms-refunds = What a cancellation returns
terms-refunds-about = Rows are tried from the top; the first that has not ended counts. Without rows the terms say nothing about it.
terms-refunds-preset-steps = Begin with all until 30 days before, half until 7 days before, then nothing
terms-refunds-preset-once = Begin with all until 14 days before, then nothing
terms-refund-row = Refund { $number }
terms-refund-percent = Returned, in per cent
terms-refund-minus = Less this amount
terms-refund-currency = Currency
terms-refund-add = Add a row
terms-row-remove = Remove row
terms-row-never = This row never counts, because one above it lasts as long. Change its end or remove it
terms-notice = Notice arrives
terms-notice-days = days before the event
terms-notice-weeks = weeks before the event
terms-notice-months = months before the event
terms-notice-day = until a day
terms-notice-later = at any later time
terms-notice-until = How many, or which day
terms-notice-hint = A day is typed as 2027-01-20 and counts as a whole, a moment of it as 2027-01-20 18:00. At any later time needs nothing here.
terms-notice-later-odd = At any later time has no end. Empty the field, or choose what is counted
terms-no-show = Returned to whoever does not come, in per cent
terms-no-show-hint = Empty where the rows above hold for this case, too.
terms-substitution = Somebody else instead
terms-substitution-about = Whether somebody else may take the place, until when and at what cost. Without rows the terms say nothing about it.
terms-substitution-row = Substitution { $number }
terms-substitution-add = Add a row
terms-substitution-fee-missing = Enter what the change of name costs
terms-substitution-fee-unused = An amount stands here although nothing is to be paid. Empty the field, or choose that there is a fee
terms-outcome = Somebody else may come
terms-outcome-free = free of charge
terms-outcome-fee = for a fee
terms-outcome-refused = not at all
terms-outcome-amount = Fee

terms-consents-about = What participants may agree to apart from the terms. Each is a box of its own on the registration form and never ticked beforehand.
terms-consent-row = Consent { $number }
terms-consent-needed = Nobody takes part without it
terms-consent-missing = Write the text in { $language }, the language of the event
terms-consent-add = Add one of your own
terms-consent-remove = Remove consent
terms-consent-presets = Ready texts, to be changed at will:
terms-consent-preset-photographs = Photographs
terms-consent-preset-participants = List of participants
terms-consent-preset-sponsors = Data for sponsors
terms-consent-photographs = Photographs and recordings of the event in which I can be recognized may be published in reports about it.
terms-consent-participants = My name, organization and country may stand in the list of participants that all of them receive.
terms-consent-sponsors = My name, organization and e-mail address may be passed on to the sponsors of this event, who may write to me.

terms-parts = What the terms state
terms-part-empty = Nothing is stated yet.
terms-part-more = { $n ->
    [one] And { $shown } more rule.
   *[other] And { $shown } more rules.
}
terms-part-file = Everything at once, as a text that can be edited and taken away.
