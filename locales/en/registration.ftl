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
register-country-unknown = Choose your country from the list
register-phone = Phone
register-phone-hint = Only for urgent news about the event.
register-phone-odd = Enter the phone number with digits, such as +7 862 266 33 33
register-accept = I accept the terms of participation
register-terms-link = Read the terms of participation, version { $number } of { $date }
register-terms-missing = Tick the box to accept version { $number } of the terms of participation
register-submit = Accept and register

places-left = { $n ->
    [one] { $shown } place left
   *[other] { $shown } places left
}
places-unlimited = open
places-none = full
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

mail-confirmed-subject = { $event }: you are registered, { $days }
mail-confirmed-greeting = { $name }, you are registered.
mail-confirmed-intro = Your place is confirmed. Keep this mail: its link opens your registration at any time.
mail-already-registered-subject = { $event }: you are already registered
mail-already-registered-greeting = { $name }, you are already registered.
mail-already-registered-intro = Somebody, probably you, has just tried to register this address once more. Nothing has changed. This link opens your registration:
mail-withdrawn-subject = { $event }: your registration is withdrawn
mail-withdrawn-greeting = { $name }, your registration is withdrawn.
mail-withdrawn-intro = You no longer take part, and your place is free for somebody else. Take the entry out of your calendar. If you change your mind, you can register again as long as registration is open.
mail-cancelled-subject = { $event }: your registration is cancelled
mail-cancelled-greeting = { $name }, your registration is cancelled.
mail-cancelled-intro = The organizer has cancelled your registration, so you no longer take part. Take the entry out of your calendar.
mail-cancelled-reason = The organizer writes: { $reason }
mail-terms-accepted = You accepted version { $number } on { $moment }.
mail-line = { $label }: { $value }
mail-when = When
mail-where = Where
mail-category = Category
mail-reference = Reference
mail-terms = Terms of participation
mail-open = Open my registration
mail-event-page = The event’s page
mail-calendar-attached = The calendar entry is attached.
mail-questions = Questions? Reply to this mail or write to { $contact }.
mail-footer = You receive this mail because this address was registered for the event. Organizer: { $organization }.
