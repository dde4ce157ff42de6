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
terms-applies-to-all = Whoever registered before may use this version’s refund and substitution where they are better.
terms-applies-to-all-tick = Whoever registered before may use what is better of the two versions: refund and substitution
terms-applies-to-all-hint = Otherwise everybody keeps the version that was accepted. Once the version is published, this cannot be changed.
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
terms-file-title = The terms as a file
terms-file-about = The whole draft as one text, as people write it by hand and programs read it: to be edited here, kept elsewhere, or brought in from another event.
terms-file-text = The draft as text
terms-file-text-hint = What you save here replaces the draft. Nobody outside sees it before you publish it.
terms-file-download = Download
terms-file-upload = Bring in a file
terms-file-upload-about = The file replaces the draft, if nothing in it is wrong; else it stands above with what is to be mended.
terms-file-file = A file in this form (.toml)
terms-file-read-in = Read the file in
terms-file-none = Choose a file first
terms-file-no-text = This is no text in UTF-8. Save the file in that encoding and choose it again
terms-file-heavy = This file has more than { $mebibytes } MB, far more than terms of participation. Choose the right one
terms-file-faults = { $n ->
    [one] { $shown } rule cannot be meant as it is. It is listed above the text; nothing has been saved
   *[other] { $shown } rules cannot be meant as they are. They are listed above the text; nothing has been saved
}
terms-file-other-zone = The file runs by the clock of { $file }, the event by that of { $event }. Every deadline would mean another moment: change the zone in the file or that of the event
terms-file-other-days = Saved. The file names other days than the event has; those of the event count: { $when }
terms-file-clauses-long = The free clauses in { $language } are longer than { $most } characters. Shorten them
terms-file-stored = What the stored draft says otherwise
terms-file-format = The form in short
terms-file-format-about = Double brackets begin one more rule; each line below says one thing about it.
terms-file-format-order = Of several rules of a kind, the first that applies counts: the particular stands before the general.
terms-file-format-days = “until” a day lasts to its end, and “from” a day begins with it; a time of day is sharp. All times are those of the event’s place.
terms-file-format-money = An amount is a number, a space and the currency; of several currencies it is a list. A percentage is a plain number.
terms-file-format-head = The head below [conference] repeats what the event says of itself; its name and days are not read in.
terms-file-format-clauses = The free clauses stand below [free_clauses], by language. Where a file has none, those of the draft stay.
terms-file-format-more = All words of the form, taught by example, come with the program:
terms-as-file = This version as a file for programs (TOML)
terms-faulty = Mend what is listed as to be mended; then this can be published.
terms-notices = What may be meant
terms-acknowledge = { $n ->
    [one] I have read this { $shown } point and publish all the same
   *[other] I have read these { $shown } points and publish all the same
}
terms-unread = Say that you have read what may be meant, or mend it first
terms-changed-meanwhile = The draft has changed since you opened this page. Nothing has been published; below is what it says now.
