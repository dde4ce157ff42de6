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
first-step-done = done
