# What is wrong with rules, as sentences; $rule names another rule.
lint-line = Line { $line }
lint-line-rule = Line { $line }, { $rule }
lint-at = { $place }: { $words }
lint-end-of-day = the end of { $day }
lint-rule-registration = registration window { $number }
lint-rule-period = price period { $number }
lint-rule-category = category { $number }
lint-rule-fee = fee { $number }
lint-rule-extra = extra { $number }
lint-rule-adjustment = reduction { $number }
lint-rule-charge = surcharge { $number }
lint-rule-grant = grant { $number }
lint-rule-tax = tax { $number }
lint-rule-due = payment deadline { $number }
lint-rule-method = means of payment { $number }
lint-rule-refund = refund row { $number }
lint-rule-substitution = substitution row { $number }
lint-rule-conversion = change of participation { $number }
lint-rule-quota = quota { $number }
lint-rule-opening = time limit { $number }
lint-rule-requirement = requirement { $number }
lint-rule-consent = consent { $number }
lint-rule-clause = clause { $number }

lint-too-many-rules = { $n ->
    [one] There is { $shown } rule; terms of participation have at most { $most }.
   *[other] There are { $shown } rules; terms of participation have at most { $most }.
}
lint-unknown-category = It names the category “{ $name }”, which the terms do not have.
lint-unknown-period = It names the price period “{ $name }”, which the terms do not have.
lint-unknown-extra = It names the extra “{ $name }”, which the terms do not have.
lint-not-offered = It names the category “{ $name }”, which the event does not have. Add it on the page “Categories”, or name another one.
lint-no-fee = No fee is for the category “{ $name }”. Add one, or whoever registers in it is told no price.
lint-twice = “{ $name }” is there twice. Give one of the two another name.
lint-nameless = It has no name.
lint-circle = It leads back to itself: { $path }.
lint-cannot-hold-word = The condition “{ $name }” can never hold: it is told by a word.
lint-cannot-hold-yes-no = The condition “{ $name }” can never hold: it is true or false.
lint-cannot-hold-number = The condition “{ $name }” can never hold: it is a number.
lint-too-much = “{ $word }” is { $share }; more than the whole cannot be meant.
lint-no-price = It states no price.
lint-two-prices = It states one price for all days and another for each period: only one of them can count.
lint-no-effect = It changes nothing: say what is paid less or instead.
lint-currency-missing = There is a price in { $currency } for some periods, and none for “{ $period }”.
lint-falls-with-size = A larger group is given less than a smaller one ({ $rule }): are the two swapped?
lint-backwards = It ends before it begins: from { $from } until { $until }.
lint-gap = Nothing holds between the rule before ({ $rule }) and this one: from { $from } until { $until }.
lint-overlap = It holds together with another ({ $rule }) from { $from } until { $until }; the first of them counts. Let one end where the other begins.
lint-edge-day-of-none = { $day } belongs neither to the rule before ({ $rule }) nor to this one. Say which of them has that day.
lint-edge-day-of-two = { $day } is claimed by the rule before ({ $rule }) and by this one. Say which of them has that day.
lint-unreachable = It can never count: another ({ $rule }) holds whenever it does and stands before it.
lint-open-end = Nothing is stated for later than { $ends }.
lint-unstated = The terms leave it open: somebody will have to decide in each case.
lint-no-price-at-the-end = One may register until { $registration }, and no price holds after { $price }.
lint-after-the-event = “{ $word }” lies after the end of the event: { $deadline }.
lint-unknown-day = “{ $word }” counts from a day that is not known yet: { $deadline }.

# Why a file cannot be read.
lint-file-too-long = The text is longer than one megabyte, far more than terms of participation have.
lint-file-unreadable = There is a sign that cannot be read. Save the file as UTF-8, or write that place anew.
lint-file-no-head = The head is missing. The text begins with [conference]: its name and its time zone.
lint-file-syntax = This is no TOML. Texts stand in quotes, lists in square brackets, and each fact in a line of its own: word = "value".
lint-file-twice = The same word is there twice at this place. Leave one of them.
lint-file-unknown = The format has no “{ $word }” here. It knows: { $known }.
lint-file-missing = “{ $word }” is missing here.
lint-file-no-such-day = The calendar has no { $day }. Enter a day that exists.
lint-file-no-zone = “{ $zone }” is no time zone that is right all year. Name the place, as in Europe/Paris, or the offset, as in 2027-06-14T18:00+02:00.
lint-file-no-deadline = “{ $text }” is no day or time. Write 2027-06-14, 2027-06-14 18:00, 14 days before start or 5 working days after contract.
lint-file-no-boundary = “{ $text }” cannot open or close registration. Write a day, as in 2027-06-14, or a time of a day, as in 2027-06-14 18:00.
lint-file-no-currency = “{ $code }” is no currency. Write the three letters of ISO 4217, such as EUR.
lint-file-no-amount = “{ $text }” is no amount. Write the number, a space and the currency, as in 427.50 USD.
lint-file-too-fine = “{ $text }” has more digits behind the point than { $currency } has.
lint-file-too-large = “{ $text }” is too large an amount.
lint-file-price-twice = There are two prices in { $currency }. Say one in each currency.
lint-file-no-percent = “{ $text }” is no per cent. Write a number with at most two digits behind the point, such as 5.5.
lint-file-unfit = Here stands a value of another kind than belongs here: a text in quotes instead of a number or a list, say, or the other way round.
lint-faults = { $n ->
    [one] { $shown } rule must be mended before the terms can be published
   *[other] { $shown } points must be mended before the terms can be published
}
lint-notices = { $n ->
    [one] { $shown } point may be meant; you will be asked when you publish
   *[other] { $shown } points may be meant; you will be asked when you publish
}
lint-times = All times are by the clock of { $zone }.
