# How dates, times and zones are put together. The parts come formatted by the language's own rules; only what
# stands between them is said here.

# Two dates. What both share (month, year) is said once.
dates-in-month = { $first }–{ $last }
dates-apart = { $first } – { $last }

date-time = { $date }, { $time }
# A moment in a named zone.
moment = { $date-time }, { $zone }

hours = { $start }–{ $end }
hours-across-days = { $start-day } { $start } – { $end-day } { $end }

# A zone by the city it is named after, and one that has a name of its own below. $offset is like "UTC+3".
zone-of-city = { $city } time ({ $offset })
zone-named = { $name } ({ $offset })

# Zones better known by another name than their city's. The ids are Unicode's (CLDR, timezone.xml).
zone-cnsha = China time
zone-inccu = India time

# Days, hours and zone of an event in one line.
when-line = { $days }, { $hours }, { $zone }
