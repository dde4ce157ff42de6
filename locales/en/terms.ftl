terms-title = Terms of participation
terms-registration-title = Registration
terms-general-title = General
# $span: both, from, until, always; $ends: day (a whole day, inclusive) or moment; $scope: all or some categories.
terms-registration-window = { $scope ->
    [some] { $categories }: registration
   *[all] Registration
} { $span ->
    [both] opens on { $opens } and closes { $ends ->
        [day] at the end of { $until }
       *[moment] on { $until }
    }, { $zone }.
    [from] opens on { $opens }, { $zone }, and stays open until the event is over.
    [until] is open until { $ends ->
        [day] the end of { $until }
       *[moment] { $until }
    }, { $zone }.
   *[always] is open until the event is over.
}
terms-version-of = version { $number } of { $date }
terms-version-published = Version { $number }, in force since { $moment }
terms-fallback = This clause exists in { $language } only.
terms-digest = SHA-256 of this text:
terms-permanent = Permanent address of this version

terms-draft-about = You edit a draft. What attendees have accepted never changes; a new version is for those who register after it.
terms-preview-about = This is how the terms will read. Nothing is saved yet.
terms-changed = The draft differs from what is in force
terms-publish = Publish as version { $number }
terms-publish-about = Whoever registered before keeps her version. Whoever has the form open is asked to read the new one.
terms-published-now = The new version is in force.
terms-change-from = No longer: { $sentence }
terms-change-to = New: { $sentence }
terms-change-clauses = The clauses in { $language } have changed.
terms-windows = Registration
terms-windows-about = Without a window registration is open until the event is over. Times are by
terms-window = Window
terms-window-opens = Opens
terms-window-until = Until
terms-window-hint = A day (2027-01-20) counts as a whole; a time (2027-01-20 18:00) is a moment of it.
terms-window-odd = Enter a day, as in 2027-01-20, or a day and a time, as in 2027-01-20 18:00
terms-window-order = This window closes before it opens. Enter a later end
terms-window-after-event = The event is over by then. Enter an end before it, or leave it empty
terms-window-categories = Only for these categories; none ticked is all
terms-window-add = Add a window
terms-window-remove = Remove window
terms-clauses = Clauses
terms-clauses-label = Text
terms-clauses-hint = Markdown; each heading (##) begins a clause.
terms-clauses-missing = Write the clauses in { $language }, the language of the event
terms-clauses-fallback = There are no clauses in { $language }: its readers will see them in { $shown }, marked as such.
terms-save = Save the draft
terms-versions = Versions
terms-in-force = in force
