attendees-title = Attendees
attendees-search-label = Name, e-mail, organization, phone or reference
attendees-search = Search
attendees-download = Download CSV
attendees-tabs = Status
attendees-tab-all = All
attendees-none = Nobody matches.
attendees-column-name = Name
attendees-column-organization = Organization
attendees-column-category = Category
attendees-column-status = Status
attendees-column-registered = Registered
attendees-pages = Pages
attendees-previous = Previous
attendees-next = Next
attendees-no-name = (no name yet)
attendees-total = { $n ->
    [one] { $shown } registration
   *[other] { $shown } registrations
}
attendee-reference = Reference
attendee-email = E-mail
attendee-category = Category
attendee-organization = Organization
attendee-position = Position
attendee-country = Country
attendee-phone = Phone
attendee-language = Language
attendee-channel = Came in
attendee-registered = Registered
attendee-mails = Mails
attendee-history = History
attendee-resend = Send the confirmation again
attendee-mail-sent = The confirmation is on its way once more.
attendee-mail-too-often = It was sent several times within the hour. Try again later.
attendee-mail-not-applicable = There is nothing to confirm any more, or no address to send to.
channel-self = by herself or himself, online
channel-contact-person = through the delegation’s contact person
channel-desk = at the desk
channel-import = with a list
mail-kind-registration-confirmed = Confirmation
mail-kind-registration-copy = Confirmation, once more
mail-kind-registration-already-registered = “You are already registered”
mail-kind-registration-withdrawn = “Your registration is withdrawn”
mail-kind-registration-cancelled = “Your registration is cancelled”
mail-kind-registration-event-cancelled = “The event does not take place”
mail-kind-registration-event-moved = “The event is at another time or place”
mail-kind-registration-changed = “Your details are changed”
mail-kind-registration-address-changed = To the address before
mail-kind-registration-links = Links to all registrations
mail-kind-account-sign-in-link = Sign-in link
mail-kind-account-invitation = Invitation
mail-state-queued = waits to be sent
mail-state-in-flight = is being sent
mail-state-sent = sent
mail-state-failed = failed
mail-state-suppressed = not sent
mail-attempt = Attempt { $number }, { $moment }: { $outcome }
mail-outcome-accepted = accepted by the mail server
mail-outcome-temporary = put off by the mail server
mail-outcome-permanent = refused by the mail server
mail-outcome-relay = the mail server refused all mail
mail-outcome-lost = interrupted
mail-outcome-running = under way
activity-registration-received = Registration received
activity-registration-confirmed = Place confirmed
activity-registration-withdrawn = Registration withdrawn
activity-registration-cancelled = Registration cancelled
activity-registration-changed = Details changed
activity-registration-address-changed = Address corrected
activity-registration-confirmation-resent = Confirmation sent again
actor-account = organizer
actor-attendee = attendee
actor-operator = operator
actor-system = Lanyard
attendees-column-email = E-mail
attendees-mail-failed = Mail failed
attendees-has-notes = has notes
attendees-add = Add someone
attendees-options = Filter, sort and choose what to show
attendees-every-category = Every category
attendees-only-category = Only “{ $category }” is shown.
attendees-show-every-category = Show every category
attendees-sort = Sort by
attendees-ascending = { $column }, A to Z
attendees-descending = { $column }, Z to A
attendees-newest-first = { $column }, newest first
attendees-oldest-first = { $column }, oldest first
attendees-size = Rows on a page
attendees-show = Also show
attendees-apply = Apply
attendees-download-json = Download JSON
attendees-page = Page { $number }
attendees-times = Times: { $zone }
attendees-to-first-page = { $n ->
    [one] { $shown } is on the first page
   *[other] { $shown } from the first page on
}
attendees-drop-status = { $n ->
    [one] Search in every status: { $shown } found
   *[other] Search in every status: { $shown } found
}
attendees-drop-category = { $n ->
    [one] Search in every category: { $shown } found
   *[other] Search in every category: { $shown } found
}
attendees-drop-search = { $n ->
    [one] Clear the search: { $shown } to show
   *[other] Clear the search: { $shown } to show
}
attendee-notes = Notes
notes-about = Only the organizer’s people read them, never the attendee.
note-label = New note
note-add = Keep the note
note-missing = Write what is to be remembered
note-kept = The note is kept.
keys-title = Keyboard shortcuts
keys-search = to the search
keys-rows = to the next attendee, to the previous one
keys-open = opens the attendee
keys-help = shows this help
keys-on = Use them in this browser
keys-close = Close
activity-registration-note-written = Note written
attendee-edit = Correct the details
attendee-cancel = Cancel the registration
attendee-cancelled = The registration is cancelled; its place is free.
attendee-entered = Registered.
attendee-email-taken = Somebody with this address is registered already. Enter another one
attendee-email-hint = Another address gets the confirmation with a new personal link, and the old link stops working.
attendee-tell = Tell the attendee by mail
attendee-tell-hint = Of another name, organization or position. Another address is always told.
cancel-attendee-title = Cancel the registration of { $name }?
cancel-attendee-consequence = The place is free for others at once. The personal link stays and says that the registration was cancelled. This cannot be taken back; registering again remains possible.
cancel-attendee-reason = Reason
cancel-attendee-reason-hint = The attendee reads it, in the mail and behind the personal link.
cancel-attendee-ended = This registration has ended already: { $status }.
new-attendee-email-hint = Without one there is no mail and no personal link.
new-attendee-language = Language of mails
new-attendee-terms = Version { $number }. The record will say that it was accepted at the desk.
new-attendee-terms-link = Read the terms
new-attendee-accepted = The terms of participation were accepted
new-attendee-accepted-missing = Tick the box once the attendee has accepted the terms
new-attendee-tell = Send the confirmation
new-attendee-overbook = Also if every place is taken
new-attendee-overbook-hint = The history will say who went beyond the number of places.
new-attendee-known = This address is registered already.
new-attendee-look = Look at that registration
new-attendee-full = Every place of this category is taken. Tick “Also if every place is taken” to go beyond the number of places.
new-attendee-closed = Nobody can be entered while the event is a draft, cancelled or over.
new-attendee-terms-changed = Another version of the terms is in force since the page was opened. Have it accepted and send the form once more.
new-attendee-category-gone = This category is no longer offered. Choose another one.
new-attendee-form-used = This form has registered somebody already. Send it once more to register another person.
new-attendee-no-terms = Attendees can be entered once the event has published terms of participation.
history-overbooked = beyond the number of places
