lack-time = There must be time: enter when it begins, when it ends and in which time zone.
lack-ends-before-start = It ends before it begins. Enter an end after the beginning.
lack-skipped-time = In { $zone } the clocks skip { $local }. Choose another time; they go on at { $resumes }.
lack-venue = Say where it takes place.
lack-contact = Give an address that attendees can write to.
lack-category = Add at least one participation category.
lack-terms = Write the terms of participation.
new-event-page-title = New event
new-event-about = Eight fields, and it can be published. Everything can be changed and added to afterwards; nobody sees it until you publish it.
new-event-organization = Organization
new-event-organization-missing = Choose the organization that holds the event
new-event-title-hint = In the language of this page; other languages come later.
new-event-title-missing = Enter the title
new-event-venue-hint = Its name. A venue you have used before is suggested.
new-event-venue-missing = Enter the name of the venue
new-event-address-hint = As one writes it there. Not needed for a venue you have used before.
new-event-address-missing = Enter the address of the new venue
new-event-places-hint = Leave it empty for as many as come.
new-event-create = Create the draft
duplicate-title = { $title } (copy)
deeds-title = The event as a whole
deed-duplicate = Duplicate
deed-duplicate-about = A draft with the same texts, venue, agenda, categories and terms, 52 weeks later. Nobody is registered for it.
deed-unpublish = Take back to draft
deed-unpublish-about = Only while nobody has registered.
deed-cancel = Cancel the event
deed-cancel-about = Its page says so from then on, and everybody registered is told by mail. You are asked once more.
deed-delete = Delete
deed-delete-about = It can be restored for 30 days.
cancel-question = Cancel “{ $title }”?
cancel-consequence = { $n ->
    [one] { $shown } person is registered; the event’s page and the personal page will say that it does not take place.
   *[other] { $shown } people are registered; the event’s page and their personal pages will say that it does not take place.
}
cancel-mails = { $n ->
    [one] { $shown } mail goes out at once, with an attachment that takes the entry out of the calendar.
   *[other] { $shown } mails go out at once, with an attachment that takes the entry out of the calendar.
}
cancel-words = Your words to everybody
cancel-words-hint = They stand in the mail and on the event’s page, each in its language.
cancel-forever = A cancelled event cannot be opened again, but it can be duplicated.
cancel-keep = Keep it
tell-title = Tell attendees of the change?
tell-people = { $n ->
    [one] { $shown } person registered before the change.
   *[other] { $shown } people registered before the change.
}
tell-about = The mail names the old and the new, in each reader’s language, with a file that moves the entry in the calendar. Until you decide, no mail goes out.
tell-words-hint = They stand in the mail, each in its language.
tell-button = { $n ->
    [one] Tell { $shown } person
   *[other] Tell { $shown } people
}
tell-nobody = Tell nobody
tell-later = Decide later; the overview reminds you of it
tell-moved-again = The event has been moved again meanwhile
tell-moved-again-advice = No mail has gone out. Above the form is what holds now; your words are kept.
done-unpublished = The event is a draft again. Nobody outside sees it.
done-has-registrations = People have registered, so the event cannot vanish from their sight. You can cancel it instead.
done-duplicated = This is the copy. Look at its time and its terms before you publish it.
done-restored = The event is back as it was.
done-cancel-first = People expect this event to take place. Cancel it before you delete it.
done-cancelled = The event is cancelled.
done-deleted = The event is deleted. It can be restored below for 30 days.
lack-terms-faults = { $n ->
    [one] { $shown } rule of the terms cannot be meant as it is. Mend it.
   *[other] { $shown } rules of the terms cannot be meant as they are. Mend them.
}
publish-question = Publish “{ $title }”?
publish-about = Everybody can see the event then, and register as its terms say.
publish-mend = Look at the terms
publish-not-yet = Not yet
