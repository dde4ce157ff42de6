register-title = Register
register-name = Full name
register-name-hint = As it should stand on your badge.
register-name-missing = Enter your full name
register-email = E-mail
register-email-hint = Your confirmation and your personal link go there.
register-email-missing = Enter your e-mail address
register-email-no-at = The e-mail address lacks an @, as in name@example.org
register-email-domain = Check the part after the @ in your e-mail address, such as example.org
register-email-odd = Check the part before the @ in your e-mail address
register-email-too-long = The e-mail address is longer than mail allows; enter one of at most 254 characters
register-category = How do you take part?
register-category-missing = Choose how you take part
register-organization = Organization
register-position = Position
register-country = Country
register-country-none = Not stated
register-country-unknown = Choose your country from the list
register-phone = Phone
register-phone-hint = Only for urgent news about the event.
register-phone-odd = Enter the phone number with digits, such as +7 862 266 33 33
register-accept = I accept the terms of participation
register-terms-link = Read the terms of participation, version { $number } of { $date }
register-terms-missing = Tick the box to accept version { $number } of the terms of participation
register-consents = Consents apart from the terms
register-consents-hint = You decide on each one separately. What is optional you can withdraw at any time on your own page.
register-consents-if = If { $condition }:
register-consent-missing = Tick “{ $text }”: nobody takes part without this consent
register-submit = Accept and register
register-already = Registered already?
register-trap = Leave this empty
register-look-title = Look at it once more
register-look-text = Something filled in a field that is not shown, as some programs do. Check what stands below and press the button once more.
register-look-hasty-text = The form came back faster than people type, as programs send it. Check what stands below and press the button once more.

places-left = { $n ->
    [one] { $shown } place left
   *[other] { $shown } places left
}
places-unlimited = open
places-none = full
places-waitlist = full: waitlist
category-not-yet = not open yet
category-closed = closed

register-refused-link = Back to the event
register-refused-form-used-link = Open that registration
register-refused-already-registered-title = You are already registered
register-refused-already-registered-text = We have mailed the personal link to that address. With it you can see your registration at any time.
register-refused-form-used-title = This form was already used
register-refused-form-used-text = It has made a registration before, with other details. Open that registration, or send the form once more to register another person.
register-refused-full-title = Every place is taken
register-refused-full-text = What you typed is kept below, in case a place becomes free.
register-refused-category-full-title = This category is full
register-refused-category-full-text = Others still have places. Choose one below and send the form again; what you typed is kept.
register-refused-not-yet-title = Registration is not open yet
register-refused-not-yet-text = It opens on { $opens }.
register-refused-closed-title = Registration is closed
register-refused-closed-text = The organizer takes no more registrations online. The event’s page says whom to ask.
register-refused-cancelled-title = The event is cancelled
register-refused-cancelled-text = It will not take place, so nobody can register any more.
register-refused-over-title = The event is over
register-refused-over-text = It has taken place already.
register-refused-terms-changed-title = The terms have changed
register-refused-terms-changed-text = A new version was published while you filled in the form. Read it, tick the box again and send the form; what you typed is kept.
register-refused-unknown-category-title = This category is no longer offered
register-refused-unknown-category-text = Choose another one below; what you typed is kept.
register-busy-title = Many people register right now
register-busy-text = { $n ->
    [one] Press the button again in { $shown } second. What you typed is kept, and the same form never counts twice.
   *[other] Press the button again in { $shown } seconds. What you typed is kept, and the same form never counts twice.
}

form-busy = One moment…
email-meant = Perhaps you meant:
withdraw-title = Withdraw your registration?
withdraw-means = Your place becomes free at once, and somebody else may take it. If you change your mind later, you can register again only while registration is open and places are left. We confirm the withdrawal by mail.
withdraw-others = { $n ->
    [one] Only your own registration ends. { $shown } other person of your group stays registered.
   *[other] Only your own registration ends. { $shown } other people of your group stay registered.
}
withdraw-submit = Withdraw my registration
withdraw-keep = Keep my registration
withdraw-late-title = This registration can no longer be withdrawn
withdraw-late-text = It has ended in another way, or the event has begun or will not take place.
change-title = Change your details
change-late-title = These details can no longer be changed here
change-late-text = The registration has ended, or the event has begun. The organizer can still correct your name for the badge.
email-title = Correct your address
email-now = The confirmation went to
email-new = E-mail
email-hint = The confirmation goes there at once, and the old link stops working.
email-submit = Correct the address
email-until = This is possible until { $until }. Afterwards the new address is asked first, by a link mailed to it.
email-taken-title = This address is registered already
email-taken-text = Somebody is registered for this event with that address. Enter another one, or find that registration by its address.
email-late-title = The address can no longer be changed
email-late-text = The registration has ended, or the event has begun.
email-often-title = The address was changed several times
email-often-text = { $n ->
    [one] { $email } is kept below. Try again in { $shown } minute.
   *[other] { $email } is kept below. Try again in { $shown } minutes.
}
email-change-title = Change your address
email-change-hint = We mail a link to this address. Yours changes once it is opened there.
email-change-submit = Mail the link
address-title = Use this address?
address-new = From now on mails about this registration go to
address-means = The registration gets a new link, which is mailed here. The old link stops working, and the old address is told that it is no longer used.
address-submit = Use this address
address-not-you = If you did not ask for this, close the page: nothing changes.
address-taken-text = Somebody is registered for this event with this address. Find that registration by its address, or withdraw it first.

find-title = Find my registration
find-lead = Lost the mail with your link? We send it again.
find-hint = The one you registered with. The links go there and nowhere else.
find-submit = Mail me my links
find-asked-title = Look into your mailbox
find-asked-text = If anything is registered with this address, a mail with the links is on its way. It lists all your registrations.
find-asked-nothing = Nothing after a few minutes? Look into the spam folder, or try the other address that you may have used.
find-again = Try another address
find-often-title = That was asked several times
find-often-text = { $n ->
    [one] The mails are on their way. Ask again in { $shown } minute, or look into the spam folder first.
   *[other] The mails are on their way. Ask again in { $shown } minutes, or look into the spam folder first.
}

status-unverified = Unverified
status-pending-review = Under review
status-awaiting-payment = Awaiting payment
status-waitlisted = On the waitlist
status-offered = A place is offered
status-confirmed = Confirmed
status-rejected = Declined
status-withdrawn = Withdrawn
status-cancelled = Cancelled
status-expired = Expired

mail-confirmed-subject = Registered: { $event }, { $days }
mail-confirmed-greeting = { $name }, you are registered.
mail-confirmed-intro = Your place is confirmed. Keep this mail: its link opens your registration at any time.
mail-already-registered-subject = Already registered: { $event }, { $days }
mail-already-registered-greeting = { $name }, you are already registered.
mail-already-registered-intro = Somebody, probably you, has just tried to register this address once more. Nothing has changed.
mail-withdrawn-subject = { $event }: your registration is withdrawn
mail-withdrawn-greeting = { $name }, your registration is withdrawn.
mail-withdrawn-intro = You no longer take part, and your place is free for somebody else. Take the entry out of your calendar. If you change your mind, you can register again as long as registration is open.
mail-cancelled-subject = { $event }: your registration is cancelled
mail-cancelled-greeting = { $name }, your registration is cancelled.
mail-cancelled-intro = The organizer has cancelled your registration, so you no longer take part. Take the entry out of your calendar.
mail-cancelled-reason = The organizer writes: { $reason }
mail-event-cancelled-subject = Cancelled: { $event }, { $days }
mail-event-cancelled-greeting = { $name }, the event does not take place.
mail-event-cancelled-intro = The organizer has called it off. Your registration ends with it; there is nothing you need to do.
mail-event-cancelled-calendar = The attached file takes the entry out of your calendar.
mail-moved-subject = New time and place: { $event }, { $days }
mail-moved-time-subject = New time: { $event }, { $days }
mail-moved-place-subject = New place: { $event }, { $days }
mail-moved-greeting = { $name }, the event has changed.
mail-moved-intro = It takes place at another time and in another place. Your registration remains valid; if that does not suit you, you can withdraw it by the link below.
mail-moved-time-intro = It takes place at another time. Your registration remains valid; if that does not suit you, you can withdraw it by the link below.
mail-moved-place-intro = It takes place in another place. Your registration remains valid; if that does not suit you, you can withdraw it by the link below.
mail-moved-calendar = The attached file moves the entry in your calendar.
mail-changed-subject = { $event }: your details are changed
mail-changed-greeting = { $name }, your details are changed.
mail-changed-intro = This is how your registration reads now. If you did not ask for it, write to the organizer.
mail-confirm-address-subject = { $event }: is this your new address?
mail-confirm-address-greeting = { $name }, is this your new address?
mail-confirm-address-intro = Mails about the registration below shall go to { $email } from now on. Open the link and press the button there; until then nothing changes.
mail-confirm-address-button = Use this address
mail-confirm-address-until = The link works until { $until }.
mail-confirm-address-not-you = If you did not ask for this, ignore the mail: nothing changes, and you hear no more of it.
mail-address-changed-subject = { $event }: this address is no longer used
mail-address-changed-greeting = This address is no longer used.
mail-address-changed-text = This address was given when somebody registered for the event. It has just been replaced by another one, so no more mails about that registration come here, and the link in earlier mails no longer opens anything.
mail-address-changed-wrong = If you have registered yourself and did not change the address, write to the organizer.
mail-links-subject = Your registrations at { $host }
mail-links-greeting = Your registrations
mail-links-intro = You asked for the links to your registrations. Each opens one of them.
mail-links-not-you = If you did not ask for this, you need not do anything: nothing has changed.
mail-links-footer = You receive this mail because somebody entered this address at { $host } to find a registration.
mail-confirm-address-footer = You receive this mail because somebody entered this address at { $host } as the new one of a registration.
mail-terms-accepted = You accepted version { $number } of the terms of participation on { $moment }.
mail-when = When
mail-where = Where
mail-category = Category
mail-reference = Reference
mail-open = Open my registration
mail-event-page = The event’s page
mail-calendar-attached = The calendar entry is attached.
mail-questions = Questions? Reply to this mail or write to { $contact }.
mail-looked-after = This mail comes to you because you registered { $name } with this address; pass on what it says.
mail-footer = You receive this mail because this address was registered for the event. Organizer: { $organization }.

receipt-title = Receipt of consents
receipt-about = What was agreed to, as it stands on record. Keep it: it can be checked without this site.
receipt-download = Download as text
receipt-organizer = Organizer
receipt-version = Terms of participation
receipt-given = Given on
receipt-language = Read in
receipt-channel = How
receipt-channel-self = online, by yourself
receipt-withdrawn = Withdrawn on
receipt-moment = { $local } ({ $utc })
receipt-document = SHA-256 of the document
receipt-rules = SHA-256 of time zone, rules and clauses
receipt-check-title = How to check it
receipt-check = Each digest is the SHA-256 of the file named beside it, byte for byte. Download the file from the receipt’s page and compute its digest. While both agree, nothing has been changed since.
# What the price depends on, and what it comes to.
register-extras = What else would you like?
register-currency = Currency
register-currency-hint = The one you pay in.
register-currency-missing = Choose another currency: not everything you chose has a price in { $currency }
register-number-odd = Enter a whole number in digits, such as 2
register-code-long = A code has at most 100 characters
register-extra-too-many = { $n ->
    [one] At most { $shown } can be had
   *[other] At most { $shown } can be had
}
register-extra-none-left = none left
register-extra-not-offered = This is not to be had for how you take part, or not any more
register-fact-none = None of these
register-fact-mode = Where do you take part?
register-fact-ticket = Kind of ticket
register-fact-role = Your part
register-fact-payer = Who pays
register-fact-method = How you pay
register-fact-code = Code
register-fact-body = Kind of body that sends you
register-fact-rank = Rank of the head of your delegation
register-fact-outlet = Kind of outlet
register-fact-lodging = Room
register-fact-section = Section
register-fact-member = I am a member
register-fact-student = I am a student
register-fact-age = Age on the first day of the event
register-fact-papers = Papers you present
register-fact-nights = Nights in the event’s hotel
register-fact-distance = How far away you live
register-fact-area = Area of your stand in m²
register-amount-title = What it costs
register-amount-total = To pay
register-amount-show = Show what it costs
register-amount-unstated = The terms state no amount in your case. The organizer will tell you.
register-amount-unstated-short = as the organizer tells you
register-amount-impossible = What you chose does not go together. Check the choices above.
register-refused-option-full-title = An extra you chose is sold out
register-refused-option-full-text = There is none left of “{ $extra }”. Take it away and press the button again; everything else is kept.
register-refused-amount-changed-title = Look at the amount before you register
register-refused-amount-changed-text = Your choices come to an amount that did not stand here before. It is shown below now; press the button again if you agree.
register-refused-amount-changed-link = Go to the amount
owed-refund-title = If you withdraw today
owed-refund-past-title = What comes back
owed-refund-paid = As far as it has been paid, this much is returned:
owed-refund-now = Of what you paid, this comes back: { $sum }.
owed-refund-unstated = The terms do not say what a withdrawal returns. Ask the organizer.
owed-refund-later = Version { $number } of the terms says so. It holds for earlier registrations, too, where it is better for them.
mail-amount = To pay
mail-refund = What comes back
category-reviewed = the organizer decides
