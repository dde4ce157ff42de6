# The terms' document: each rule in words. Names come in as they are written, so no sentence bends them.

terms-days-title = Days and times
terms-who-title = Who may take part
terms-fees-title = Fees
terms-payment-title = Payment
terms-refund-title = Cancellation and refund
terms-changes-title = Substitution and changes
terms-places-title = Delegations and places
terms-papers-title = Documents and accreditation
terms-consents-title = Data and consents
terms-further-title = Further provisions

# How things are put together.
decimal = { $whole }.{ $fraction }
percent = { $number }%
money-eur = €{ $amount }
money-usd = US${ $amount }
money-gbp = £{ $amount }
money-rub = RUB { $amount }
money-cny = CNY { $amount }
money-jpy = JPY { $amount }
money-other = { $code } { $amount }
terms-quoted = “{ $name }”
terms-comma = {", "}
terms-and = { $first } and { $last }
terms-or = { $first } or { $last }
terms-part = {", "}
terms-sentence = { $words }.
terms-headed = { $name }: { $words }
terms-if = if { $condition }
terms-framed-times = { $core } { $times }
terms-framed-on-site = { $core }, on site
terms-framed-when = { $core }, if { $condition }
terms-framed-unless = { $core }, unless { $condition }

# Days and times.
terms-clock = All days and times in these terms are in { $zone }.
terms-counting = “Until” a day includes the whole of that day; a time of day is exact. Days, weeks and months before or after a day are calendar days and end with the day on which they fall; working days are Monday to Friday.
terms-holidays = These days are no working days either: { $days }.
terms-noted = { $words } ({ $note })
terms-from-and-until = { $begins } and { $ends }
terms-from-until = { $begins } { $ends }
terms-from-day = from { $day }
terms-after-day = after { $day }
terms-until-day = until the end of { $day }
terms-before-day = before { $day }
terms-from-moment = from { $moment }
terms-after-moment = after { $moment }
terms-until-moment = until { $moment }
terms-period-end = until the end of the price period in which the price was quoted
terms-earliest = { $deadlines }, whichever is earlier
terms-resolved = { $words } ({ $day })
terms-from-anchor = from { $anchor }
terms-after-anchor = after { $anchor }
terms-until-anchor = until the end of { $anchor }
terms-before-anchor = before { $anchor }
terms-from-distance-before = from { $span } before { $anchor } on
terms-from-distance-after = from { $span } after { $anchor } on
terms-after-distance-before = less than { $span } before { $anchor }
terms-after-distance-after = more than { $span } after { $anchor }
terms-until-distance-before = no later than { $span } before { $anchor }
terms-until-distance-after = within { $span } after { $anchor }
terms-before-distance-before = more than { $span } before { $anchor }
terms-before-distance-after = less than { $span } after { $anchor }
terms-hours = { $n ->
    [one] { $shown } hour
   *[other] { $shown } hours
}
terms-days = { $n ->
    [one] { $shown } day
   *[other] { $shown } days
}
terms-working-days = { $n ->
    [one] { $shown } working day
   *[other] { $shown } working days
}
terms-weeks = { $n ->
    [one] { $shown } week
   *[other] { $shown } weeks
}
terms-months = { $n ->
    [one] { $shown } month
   *[other] { $shown } months
}
terms-anchor-start = the first day of the event
terms-anchor-end = the last day of the event
terms-anchor-registration = the day of registration
terms-anchor-invoice = the day of the invoice
terms-anchor-contract = the day of the contract
terms-anchor-payment = the day of payment

# Conditions: what follows “if” and “unless”.
terms-in-category = the category is { $value }
terms-range-between = { $min } to { $max }
terms-range-least = at least { $min }
terms-range-most = at most { $max }
terms-range-any = any number
terms-fact-category = the category is { $value }
terms-fact-mode = the form of participation is { $value }
terms-fact-country = the participant comes from { $value }
terms-fact-region = the participant’s country belongs to the group { $value }
terms-fact-ticket = the ticket is { $value }
terms-fact-role = the participant’s role is { $value }
terms-fact-payer = the payer is { $value }
terms-fact-method = the means of payment is { $value }
terms-fact-reason = the reason is { $value }
terms-fact-code = a valid code is given
terms-fact-organization = the organization is { $value }
terms-fact-body = the sending body is { $value }
terms-fact-rank = the head of the delegation has the rank { $value }
terms-fact-outlet = the outlet is { $value }
terms-fact-lodging = the accommodation is { $value }
terms-fact-section = the section is { $value }
terms-fact-member = { $yes ->
    [no] the participant is not a member
   *[yes] the participant is a member
}
terms-fact-student = { $yes ->
    [no] the participant is not a student
   *[yes] the participant is a student
}
terms-fact-proof = { $yes ->
    [no] the required proof has not been shown
   *[yes] the required proof has been shown
}
terms-fact-paid = { $yes ->
    [no] not everything has been paid
   *[yes] everything has been paid
}
terms-fact-approved = { $yes ->
    [no] the participation has not been approved
   *[yes] the participation has been approved
}
terms-fact-accompanying = { $yes ->
    [no] the person does not accompany a participant
   *[yes] the person accompanies a participant
}
terms-fact-accredited = { $yes ->
    [no] no accreditation exists yet
   *[yes] an accreditation exists already
}
terms-fact-age = the age on the first day of the event, in whole years, is { $value }
terms-fact-papers = the number of papers presented is { $value }
terms-fact-nights = the number of nights at the event’s hotel is { $value }
terms-fact-distance = the distance from home is { $value }
terms-fact-area = the area of the stand in square metres is { $value }

# Facts that make people a group.
terms-shared-category = category
terms-shared-mode = form of participation
terms-shared-country = country
terms-shared-region = group of countries
terms-shared-ticket = ticket
terms-shared-role = role
terms-shared-payer = payer
terms-shared-method = means of payment
terms-shared-reason = reason
terms-shared-code = code
terms-shared-organization = organization
terms-shared-body = sending body
terms-shared-rank = rank
terms-shared-outlet = outlet
terms-shared-lodging = accommodation
terms-shared-section = section
terms-shared-member = membership
terms-shared-student = student status
terms-shared-proof = proof
terms-shared-paid = payment
terms-shared-approved = approval
terms-shared-accompanying = accompaniment
terms-shared-accredited = accreditation
terms-shared-age = age
terms-shared-papers = number of papers
terms-shared-nights = number of nights
terms-shared-distance = distance
terms-shared-area = area
terms-counted-by = persons of the same { $fact } count together
terms-seats-for-each = for each { $fact }

# Who, and when one registers.
terms-categories = Participation is possible in the following categories:
terms-region = The group { $name } comprises { $countries }.
terms-accompanies = They accompany a participant of the category { $categories }.
terms-accompanies-most = { $n ->
    [one] At most { $shown } person may accompany a participant.
   *[other] At most { $shown } persons may accompany a participant.
}
terms-proof = Proof is required: { $proof }.
terms-without-proof = Until it is shown, the category { $category } applies.
terms-approval = The organizer decides on each participation.
terms-includes = Included: { $things }.
terms-excludes = Not included: { $things }.
terms-window-if = This applies if { $condition }.
terms-window-stage = This stage is called { $stage }.
terms-window-decided = How registrations are decided: { $words }.

# Fees.
terms-counts-registration = The day of registration decides which price applies.
terms-counts-payment = The day on which payment arrives decides which price applies.
terms-fees-caption = Fees
terms-fees-head = Category
terms-extras-caption = Extras
terms-extras-head = Extra
terms-caption-of = { $caption }: { $names }
terms-everybody = All participants
terms-price = Price
terms-otherwise = Otherwise
terms-free = free of charge
terms-elsewhere = as stated elsewhere
terms-share-of-price = { $percent } of the price
terms-share-of-fee = { $percent } of the fee
terms-share-of-all = { $percent } of the total
terms-per-unit = per { $unit }
terms-most-per-order = { $n ->
    [one] at most { $shown } in one order
   *[other] at most { $shown } in one order
}
terms-payee = payable to { $payee }
terms-period = Price period { $name }
terms-period-unstated = dates not stated
terms-at-desk = on site
terms-price-in-period = { $price } in the period { $period }

# Reductions, surcharges, grants, taxes.
terms-reductions = These reductions and group prices apply:
terms-stacking-largest = Of several reductions for one person, only the largest applies.
terms-stacking-add = Several reductions for one person are added up.
terms-less-percent = { $percent } off the fee
terms-less-amount = { $amount } off the fee of each person
terms-instead-price = { $price } per person instead of the fee
terms-even-dearer = even where the fee is lower
terms-instead-period = the fee of the period { $period } applies
terms-free-places = for every { $paid }, { $free }
terms-persons-paying = { $n ->
    [one] { $shown } person who pays
   *[other] { $shown } persons who pay
}
terms-persons-free = { $n ->
    [one] { $shown } further person takes part free of charge
   *[other] { $shown } further persons take part free of charge
}
terms-group-size = number of persons in the group: { $range }
terms-from-nth = from person no. { $nth } of the group on
terms-charges = These charges come on top:
terms-charge-percent = { $percent } of the sum up to then
terms-grants = Participants receive:
terms-per-person = per person
terms-per-order = once per order
terms-per-paper = per paper
terms-per-night = per night
terms-above = counted above { $above }
terms-counted-at-most = counted { $most } times at most
terms-on-request = on request only
terms-taxes = Taxes:
terms-tax = Tax
terms-tax-included = included in the price
terms-tax-added = added to the price
terms-tax-exempt = none is charged
terms-tax-reverse-charge = owed by the payer in the payer’s own country (reverse charge)
terms-tax-on = on { $items }
terms-item-fee = the fee
terms-item-charge = charges

# Payment.
terms-methods = Means of payment:
terms-method-refused = { $name } (not accepted)
terms-whole-rest = the whole amount still due
terms-due-by = { $what }, { $by }
terms-missed-next-period = If it is not received in time, the price of the next period applies.
terms-missed-cancelled = If it is not received in time, the registration is cancelled.
terms-missed-blocked = Until it is received, taking part is not possible.
terms-missed-pending = Until it is received, the registration remains pending.

# Cancellation.
terms-refund-order = The day on which the notice of cancellation arrives decides. Of the following provisions, the first that applies counts.
terms-refund-of-all = Refund of what was paid
terms-refund-of = Refund of { $items }
terms-refund-head = Notice arrives
terms-now = today
terms-refund-column = Refund
terms-refund-later = at any later time
terms-refund-nothing = nothing
terms-refund-whole = the full amount
terms-refund-unstated = not stated; the organizer decides in the individual case
terms-refund-net = without the tax
terms-refund-recount = after the price of those who stay has been computed anew
terms-less = less { $amounts }
terms-withheld-per-person = { $amount } per person
terms-withheld-per-order = { $amount } per order
terms-withheld-share = { $percent } of what was paid
terms-withheld-greater = the greater of { $amounts }

# Substitution and changes.
terms-substitution-free = Another person may take part instead free of charge
terms-substitution-for = Another person may take part instead for { $fee }
terms-substitution-refused = No other person may take part instead
terms-substitution-unstated = Whether another person may take part instead is not stated
terms-substitution-free-share = { $percent } of an order’s names may be changed free of charge.
terms-substitution-same = The substitute must share with the person replaced: { $same }.
terms-substitution-approval = The organizer must agree.
terms-same-organization = the organization
terms-same-category = the category
terms-same-services = everything that was booked
terms-instead = Instead: { $words }.
terms-conversion-allowed = A change from { $has } to { $wants } is possible
terms-conversion-refused = A change from { $has } to { $wants } is not possible
terms-conversion-fee = The change costs { $fee }.
terms-difference-paid = The difference in price is to be paid.
terms-difference-refunded = The difference in price is refunded.
terms-difference-kept = The difference in price is not refunded.

# Places.
terms-quotas = Places are limited:
terms-seats = { $n ->
    [one] { $shown } place
   *[other] { $shown } places
}
terms-seats-of = { $what } { $seats }
terms-head-counts = The head of the delegation takes one of them.
terms-seats-more = { $n ->
    [one] There may be { $shown } more above it.
   *[other] There may be { $shown } more above it.
}
terms-over = Above it there is a surcharge: { $surcharges }.
terms-over-nth = { $percent } for person no. { $nth }
terms-over-further = { $percent } from person no. { $nth } on
terms-over-then = Above it: { $words }.

# Documents, consents.
terms-openings = These things can be done only at certain times or in certain cases:
terms-requirements = These things are required:
terms-consents = These consents are asked for apart from the terms:
terms-consent-required = Required in order to take part
terms-consent-voluntary = Voluntary and revocable at any time

# What a version changes.
terms-fee-for = Fee for { $whom }
terms-change-period-rises = { $what } in the period { $period } rises from { $from } to { $to }.
terms-change-period-falls = { $what } in the period { $period } falls from { $from } to { $to }.
terms-change-price-rises = { $what } rises from { $from } to { $to }.
terms-change-price-falls = { $what } falls from { $from } to { $to }.
terms-change-times = { $what }: now { $is } instead of { $was }.
terms-change-order = { $section }: the provisions are now tried in another order.
terms-change-names = Names or texts have changed.
terms-change-since = What changed against version { $number }

# Names that conferences of every country use.
terms-word-accommodation = accommodation
terms-word-accompanying = accompanying person
terms-word-advance = advance
terms-word-at-the-desk = on site
terms-word-author = author
terms-word-badge = badge
terms-word-badge-collection = badge collection
terms-word-balance = balance
terms-word-bank-transfer = bank transfer
terms-word-banquet = banquet
terms-word-capacity = capacity
terms-word-card = card
terms-word-cash = cash
terms-word-cheque = cheque
terms-word-coffee = coffee
terms-word-data = data
terms-word-delegate = delegate
terms-word-deposit = deposit
terms-word-dinner = dinner
terms-word-documents = documents
terms-word-double = double room
terms-word-early = early
terms-word-early-bird = early bird
terms-word-excursion = excursion
terms-word-exhibition = exhibition
terms-word-extra-paper = additional paper
terms-word-fee = fee
terms-word-first = first
terms-word-fourth = fourth
terms-word-gala-dinner = gala dinner
terms-word-group = group
terms-word-image = image
terms-word-industry = industry
terms-word-invoice = invoice
terms-word-keynote = keynote speaker
terms-word-last = last
terms-word-last-minute = last minute
terms-word-late = late
terms-word-late-registration = late registration
terms-word-listener = listener
terms-word-local = local participant
terms-word-lunch = lunch
terms-word-lunches = lunches
terms-word-media = media
terms-word-member = member
terms-word-night = night
terms-word-no-notice = no notice
terms-word-no-show = no-show
terms-word-non-member = non-member
terms-word-on-site = on site
terms-word-online = online
terms-word-other = other
terms-word-paper = paper
terms-word-participant = participant
terms-word-passport = passport
terms-word-payment = payment
terms-word-person = person
terms-word-photograph = photograph
terms-word-pre-registration = pre-registration
terms-word-premium = premium
terms-word-presenter = presenter
terms-word-proceedings = proceedings
terms-word-regular = regular
terms-word-room = room
terms-word-second = second
terms-word-sessions = sessions
terms-word-single = single room
terms-word-speaker = speaker
terms-word-standard = standard
terms-word-stay = stay
terms-word-student = student
terms-word-super-early = super early
terms-word-terms = terms
terms-word-third = third
terms-word-tour = tour
terms-word-transfer = transfer
terms-word-tutorial = tutorial
terms-word-vat = VAT
terms-word-visa-letter = visa letter
terms-word-visa-refused = visa refused
terms-word-waiting-list = waiting list
terms-word-welcome-reception = welcome reception

# What somebody pays and gets back.
money-negative = −{ $amount }
amount-fee = Participation: { $category }
amount-over-quota = place above the quota
amount-clause = Terms, { $number }
amount-each = { $count } × { $unit }
amount-tax-rate = { $name } { $rate }
amount-tax-included = including { $name }: { $amount }
amount-tax-added = { $name }, added to the prices above: { $amount }
amount-refunded = { $back } of { $paid }
