lack-time = There must be time: enter when it begins, when it ends and in which time zone.
lack-ends-before-start = It ends before it begins. Enter an end after the beginning.
lack-skipped-time = In { $zone } the clocks skip { $local }. Choose another time; they go on at { $resumes }.
lack-venue = Say where it takes place.
lack-contact = Give an address that attendees can write to.
lack-category = Add at least one participation category.
lack-terms = Write the terms of participation.
