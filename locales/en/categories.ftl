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
category-together = Together with { $names }
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
quotas-about = Categories that share places stand together.
quota-size = Places
quota-taken = { $n ->
    [one] { $shown } taken
   *[other] { $shown } taken
}
quota-excess = { $n ->
    [one] { $shown } more than there are
   *[other] { $shown } more than there are
}
