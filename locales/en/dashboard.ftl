dashboard-title = Your events
dashboard-no-organization = You do not belong to an organization yet. An owner can invite you.
dashboard-no-events = No events yet.
event-without-time = no time yet
role-owner = owner
role-manager = manager
role-viewer = viewer
overview-lacks = Before it can be published
overview-ready = Ready to be published
overview-publish = Publish
overview-public = See it as a visitor
overview-places = Places
overview-preview = See it as a visitor will
overview-attention = Needs your attention
overview-chart = Registrations over time
overview-taken = { $taken } of { $size } taken
attention-review = { $n ->
    [one] { $shown } registration waits for your decision
   *[other] { $shown } registrations wait for your decision
}
attention-full = “{ $category }” is full
attention-mail-refused = The mail server refuses to take mail. Confirmations wait until the operator puts it right; none is lost
attention-mail-unreachable = The mail server has not been reached for more than five minutes. Confirmations wait; none is lost. Tell the operator
attention-mail-unsent = Mails have been waiting for more than five minutes. None is lost. Tell the operator
attention-untold = { $n ->
    [one] { $shown } person has not been told of the new time or place
   *[other] { $shown } people have not been told of the new time or place
}
attention-closing = Registration closes on { $moment }
attention-language = There is no title in { $language }; { $shown } is shown instead
# $span: day or week; $best: the one with the most, $most: how many.
chart-summary = { $n ->
    [one] { $shown } registration
   *[other] { $shown } registrations
}{ $span ->
    [week] ; most in the week { $best }: { $most }
   *[day] ; most on { $best }: { $most }
}
chart-table = The same as a table
chart-day = Day
chart-week = Week
chart-number = Registrations
dashboard-new = New event
dashboard-upcoming = Upcoming
dashboard-drafts = Drafts
dashboard-past = Over or cancelled
dashboard-deleted = Deleted
dashboard-restorable = Can be restored until { $until }
dashboard-restore = Restore
first-steps = First steps
first-step-create = Create an event: eight fields are enough
first-step-publish = Publish it when it lacks nothing
first-step-share = Share its address and watch registrations come in
first-step-publish-button = Open the draft
first-step-share-button = See its page
first-step-done = done
history-about = About
history-about-everything = Everything
history-about-event = The event
history-about-places = Categories and places
history-about-terms = The terms
history-about-registrations = Registrations
history-about-lists = Lists taken away
history-who = Done by
history-everybody = Everybody
history-attendees = Attendees
history-attendee = Reference of an attendee
history-reset = Show everything
history-none = Nothing of this kind has happened yet.
history-newer = Newer
history-older = Older
history-applies-to-all = better of two versions for earlier registrations
history-version = Version { $number }
history-people = { $n ->
    [one] { $shown } mail
   *[other] { $shown } mails
}
activity-organization-created = Organization set up
activity-organization-renamed = Organization renamed
activity-account-created = Account created
activity-account-changed = Name or language changed
activity-account-password-changed = Password changed
activity-account-sign-in-link-created = Sign-in link made
activity-account-signed-in = Signed in
activity-account-signed-out = Signed out
activity-membership-created = Role given
activity-membership-changed = Role changed
activity-membership-ended = Left the team or removed from it
activity-invitation-created = Invited to the team
activity-invitation-sent-again = Invitation sent again
activity-invitation-revoked = Invitation taken back
activity-invitation-accepted = Invitation accepted
activity-venue-created = Venue added
activity-venue-changed = Venue changed
activity-room-created = Room added
activity-room-changed = Room changed
activity-room-removed = Room removed
activity-session-created = Session put on the agenda
activity-session-changed = Session of the agenda changed
activity-session-removed = Session taken off the agenda
activity-event-created = Event drafted
activity-event-changed = Event changed
activity-event-published = Event published
activity-event-unpublished = Event taken back to draft
activity-event-duplicated = Event copied
activity-event-deleted = Event deleted
activity-event-restored = Event restored
activity-event-cancelled = Event cancelled
activity-event-move-told = Attendees told of the new time or place
activity-event-move-not-told = Attendees not told of the new time or place
activity-category-created = Category added
activity-category-changed = Category changed
activity-category-archived = Category no longer offered
activity-category-restored = Category offered again
activity-quota-resized = Number of places changed
activity-terms-drafted = Draft of the terms saved
activity-terms-published = Terms published
activity-attendees-exported = Attendee list downloaded
overview-acknowledge = The terms have points that may be meant. You read them before you publish.
history-acknowledged = Published all the same, having read:
activity-quota-created = Shared places added
activity-quota-changed = Shared places changed
activity-quota-deleted = Shared places deleted
