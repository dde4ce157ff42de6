categories-about = In which capacity people take part, in the order in which the form offers it.
categories-none = There is no category yet. Attendees choose one when they register.
categories-archived = No longer offered
category-new = New category
category-add = Add a category
category-up = Up
category-down = Down
category-archive = Stop offering
category-restore = Offer again
category-archived = The category is no longer offered. Whoever registered in it keeps her place; below it can be offered again.
category-deleted = The category is deleted; nobody had registered in it.
category-restored = The category is offered again.
category-last-one = A published event offers at least one category. Add another one before you stop offering this.
category-name = Name
category-name-hint = As attendees read it, for instance “Expert”.
category-name-missing = Enter the name in { $language }, the language of the event
category-description = Who it is for
category-description-hint = One sentence below the name.
category-key = Lists and files know this category as
category-places = Places
category-places-own = A number of its own
category-places-missing = Choose how many may take part
category-unlimited = As many as come
category-shared = shared
category-taken = { $taken } of { $size } taken
category-size = { $n ->
    [one] { $shown } place
   *[other] { $shown } places
}
category-size-label = Number of places
category-size-hint = Only for a number of its own.
category-size-taken = { $n ->
    [one] { $shown } is taken. With fewer, nobody is turned out; the next who leaves frees no place.
   *[other] { $shown } are taken. With fewer, nobody is turned out; the next who leave free no place.
}
category-size-odd = Enter a number of places from 0 to { $most }
quotas-title = Number of places
quota-size = Places
quota-taken = { $n ->
    [one] { $shown } taken
   *[other] { $shown } taken
}
quota-excess = { $n ->
    [one] { $shown } more than there are
   *[other] { $shown } more than there are
}
quotas-about = A category's own places, and places that several share or that are for an extra. Whoever registers needs a place in each that is for her; the scarcest decides.
quota-about = Places that several categories share, or that there are for the whole event or for an extra.
quota-new = New places
quota-add = Add places
quota-name-hint = As organizers read it, for instance “Main hall”.
quota-name-missing = Enter a name
quota-reach = Whom these places are for
quota-reach-missing = Choose whom these places are for
quota-whole-event = The whole event
quota-bounds-nothing = For nobody
quota-extras = Extras of the terms
quota-extras-hint = Whoever chooses one takes a place here, whatever the category; once all are taken, nobody else can choose it.
quota-extra = extra “{ $name }”
quota-extra-gone = no longer in the terms
quota-extra-draft = in the draft only
quota-not-offered = no longer offered
quota-noted = { $name } ({ $note })
quota-bounds-still = These places are for somebody. Untick all and save before you delete them.
quota-delete = Delete these places
quota-deleted = The places are deleted; they were for nobody.
category-shares = It also needs places of:
category-admission = How people are let in
category-admission-about = Without any of this, whoever registers is confirmed at once.
category-proves-address = The e-mail address is proved first
category-proves-address-hint = A link is mailed to it; whoever does not open it in time loses the place.
category-needs-review = An organizer decides on every registration
category-needs-review-hint = The page says so, and nobody is confirmed before.
category-review-holds-place = A place is held until you decide
category-review-holds-place-hint = Otherwise there may be none left when you approve.
category-reviews-edits = What attendees change later is decided on again
category-reviews-edits-hint = Until then they are not confirmed.
category-awaits-payment = Confirmed only when paid
category-awaits-payment-hint = Where something is due, a place is held until the payment is noted.
category-payment-days = Days to pay
category-payment-days-hint = Then the registration expires and the place is free. Empty: no end.
category-payment-days-odd = Enter a number of days from 1 to 365, or nothing
category-waitlist = When every place is taken
category-waitlist-none = Nobody more is taken
category-waitlist-offered = People wait; a place that becomes free is offered to the first in line
category-waitlist-confirmed = People wait; a place that becomes free goes to the first in line at once
category-waitlist-missing = Choose what happens when every place is taken
category-waitlist-waiting = { $n ->
    [one] { $shown } person is waiting. Give her a place or end her registration before you close the line.
   *[other] { $shown } people are waiting. Give them places or end their registrations before you close the line.
}
category-offer-hours = Hours to answer an offer
category-offer-hours-hint = From 1 to 720; then it goes to the next in line.
category-offer-hours-odd = Enter a number of hours from 1 to 720
category-yes = yes
category-no = no
category-says-proof = address proved
category-says-review = reviewed
category-says-payment = paid first
category-says-waitlist = waitlist
