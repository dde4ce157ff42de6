# On the personal page of whoever waits, and in the letters to her.
line-title = Your place in the line
line-position = No. { $position } of { $waiting }
line-first = Nobody is before you.
line-before = { $n ->
    [one] { $shown } person is before you.
   *[other] { $shown } people are before you.
}
line-together = { $n ->
    [one] You wait alone.
   *[other] You wait for { $shown } places together: all of you get one, or none, and whoever needs fewer may be served first.
}
line-none-ever = So far nobody of this line has got a place.
line-ever = { $n ->
    [one] So far { $shown } person of this line has got a place.
   *[other] So far { $shown } people of this line have got a place.
}
line-none-lately = None of them in the last seven days.
line-lately = { $n ->
    [one] { $shown } of them in the last seven days.
   *[other] { $shown } of them in the last seven days.
}
line-offered = { $n ->
    [one] When it is your turn, we write to you and hold the place for { $shown } hour.
   *[other] When it is your turn, we write to you and hold the place for { $shown } hours.
}
line-confirmed-at-once = When it is your turn, the place is yours at once, and we write to you.
line-no-promise = We cannot promise that a place becomes free.
line-leave-title = You do not want to wait any longer?
line-leave = Leave the line
line-leave-text = Leave the line, and everybody behind you moves up.

# A place that is held for her.
offer-title = A place is held for you
offer-held-until = It is held for you until { $until }.
offer-open = Take or decline the place
offer-means = Take it, and it is yours. Decline it, or let the time run out, and it goes to the next in the line.
offer-amount = Taking part costs
offer-accept = Take the place
offer-decline = Decline the place
offer-taken-title = The place is yours
offer-taken-text = The offer was accepted. There is nothing left to do here.
offer-gone-title = There is no offer any more
offer-gone-text = It was declined, or nobody answered in time, and the place went to the next in the line.

mail-waitlisted-subject = { $event }: you are on the waitlist
mail-waitlisted-greeting = { $name }, you are on the waitlist.
mail-waitlisted-intro = Every place is taken at the moment, so you have none yet: do not book a journey before we confirm one.
mail-waitlisted-wait = Where you stand in the line is shown on your page at any time. There you can leave it, too.
mail-offered-subject = A place for you: { $event }
mail-offered-greeting = { $name }, a place is free for you.
mail-offered-intro = It is held for you until { $until }. After that it goes to the next in the line.
mail-offered-else = The button opens a page that asks; nothing is decided by opening it.
mail-expired-subject = { $event }: your registration has ended
mail-expired-greeting = { $name }, your registration has ended because time ran out.
mail-expired-intro = What we had asked for did not come by the hour that we had named, so you are not registered any more, and no place is held for you. As long as registration is open you can register again.

# The organizer’s page.
workspace-waitlist = Waitlist
waitlist-about = Who waits for a place, in the order in which places are given. A place that becomes free goes to the first who fits, by itself.
waitlist-none = Nobody waits for a place.
waitlist-count = { $n ->
    [one] { $shown } person waits.
   *[other] { $shown } people wait.
}
waitlist-more = { $n ->
    [one] and { $shown } more
   *[other] and { $shown } more
}
waitlist-since = since { $since }
waitlist-together = { $n ->
    [one] alone
   *[other] { $shown } people, together or not at all
}
waitlist-preferred = let go first
waitlist-why = Why does nobody get a place now?
waitlist-why-full = No place is free in { $quotas }.
waitlist-why-party = { $n ->
    [one] The head of the line is a party of { $party } who stay together, and { $shown } place is free.
   *[other] The head of the line is a party of { $party } who stay together, and { $shown } places are free.
}
waitlist-why-soon = A place is free: the head of the line gets it within a minute.
waitlist-why-offers = { $n ->
    [one] { $shown } offer waits for an answer until { $until }.
   *[other] { $shown } offers wait for an answer; the first of them ends on { $until }.
}
waitlist-why-cancelled = The event is cancelled, so no places are given.
waitlist-why-draft = The event is not published, so no places are given.
waitlist-why-begun = The event has begun or is over, so no places are given.
waitlist-turn = Change her turn
waitlist-turn-means = First in the line means before everybody else who waits at this event. The reason stays on record, with your name; attendees do not see it.
waitlist-turn-reason = Reason
waitlist-turn-reason-hint = For whoever asks later.
waitlist-turn-reason-missing = Enter the reason for another turn.
waitlist-turn-first = Let go first
waitlist-turn-by-time = By time
waitlist-done-turn = The order of the line is changed.
waitlist-offer = Offer a place
waitlist-offer-means = { $n ->
    [one] A place is held for { $shown } hour, whoever stands before in the line. We write at once.
   *[other] A place is held for { $shown } hours, whoever stands before in the line. We write at once.
}
waitlist-offer-overbooks = No place is free in { $quotas }: this offer is one more than there are places, and stands on record as that.
waitlist-offer-submit = Offer the place
waitlist-offer-submit-overbook = Offer one place more than there are
waitlist-done-offered = A place is offered.
waitlist-take-out = Take out
waitlist-not-waiting = This registration does not wait for a place any more.
attention-waitlist = { $n ->
    [one] { $shown } person waits for a place
   *[other] { $shown } people wait for a place
}

# The form and the event’s page where every place is taken.
register-waits = Every place is taken. With this form you join the waitlist: a place that becomes free goes to the first in the line, and we write to you.
register-companions = Who comes with you?
register-companions-hint = A full name on each line. Each gets a registration of her or his own, which you look after on your page.
register-companions-many = { $n ->
    [one] Enter no more than { $shown } name. Others can be registered by a form of their own.
   *[other] Enter no more than { $shown } names. Others can be registered by a form of their own.
}
register-companions-long = One of the names is too long. Put each on a line of its own.
register-together = Places for all of us, or for none
register-together-hint = Where there are not enough, you all wait until there are.

# The people of one party on the personal page.
party-title = Together with you
party-open = Open
offer-party = { $n ->
    [one] This is about your place.
   *[other] This is about { $shown } places: yours and those of the people whom you have registered with you.
}
