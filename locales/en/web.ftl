skip-to-content = Skip to content
nav-language = Language
nav-workspace = Workspace
nav-events = Events
nav-team = Team
nav-sign-out = Sign out
footer-about = Registration with Lanyard: terms you can read, places that are kept.
nav-help = Help
help-find = Find my registration
help-organizer = Write to the organizer
optional = (optional)
error-title-prefix = Error:
error-summary-title = There is a problem

error-not-found-title = There is nothing here
error-not-found-text = The address may be mistyped, or what was here is no longer public. If you came by a link in a mail, open it again and check that it is complete.
error-forbidden-title = Your role does not allow this
error-forbidden-text = An owner of the organization can give you a role that does.
error-cross-site-title = This was sent from another site
error-cross-site-text = For your protection nothing was done. Open the page here and send it once more.
error-bad-request-title = This request could not be read
error-bad-request-text = Nothing was changed. Open the page again and send it once more.
error-too-large-title = This is more than the form takes
error-too-large-text = Nothing was changed. Go back, shorten what you typed and send it again.
error-method-not-allowed-title = This address does not work that way
error-method-not-allowed-text = Nothing was changed. Start again from the list of events.
error-too-many-title = That was too often
error-too-many-text = Nothing is lost. Wait a little, then try again.
error-unavailable-title = We are busy right now
error-unavailable-text = Nothing was changed. Go back and send it again in a moment: the same form never counts twice.
error-internal-title = Something went wrong on our side
error-internal-text = Nothing was changed by this request. Go back and try again; if it happens once more, tell the organizer the reference below.
error-sign-in-title = Sign in first
error-sign-in-text = This page is for the organizer's people.
error-retry-after = { $n ->
    [one] Try again in { $shown } second.
   *[other] Try again in { $shown } seconds.
}
error-reference = Reference:
error-way-home = To the list of events
error-dead-link-title = This link opens nothing any more
error-dead-link-text = It may be incomplete, or it was replaced when the address was corrected. The newest mail has the right one; you can also have all your links mailed again.
error-kept-text = Nothing was saved yet, and nothing is lost: what you typed travels along with the button below. The same form never counts twice.
error-again = Try again

conflict-title = Somebody else changed this meanwhile
conflict-advice = Stored now is what stands above. What you typed is kept below; save it once more to put it in its place.
conflict-who = { $name } saved a change on { $moment }.
conflict-somebody = Somebody saved a change meanwhile.
save = Save
saved = Saved.
field-unreadable = This text has characters that cannot be stored. Type it again
field-too-long = { $n ->
    [one] Shorten this by { $shown } character; up to { $limit } fit
   *[other] Shorten this by { $shown } characters; up to { $limit } fit
}
back = Back
field-time-odd = Enter day and time, as in 2027-01-28 09:30
field-clock-odd = Enter the time, as in 09:30
field-zone-odd = Enter the time zone by its city, such as Moscow or Shanghai
