# Как складываются даты, время и часовые пояса. Части уже приведены к правилам языка; здесь только то, что между ними.

# Две даты. Общее (месяц, год) называется один раз.
dates-in-month = { $first }–{ $last }
dates-apart = { $first } — { $last }

date-time = { $date }, { $time }
# Момент с названием часового пояса.
moment = { $date-time }, { $zone }

hours = { $start }–{ $end }
hours-across-days = { $start-day }, { $start } — { $end-day }, { $end }

# Пояс по городу и пояс с собственным названием из списка ниже. $offset — например, «UTC+3».
zone-of-city = местное время ({ $city }, { $offset })
zone-named = { $name } ({ $offset })

# Прилагательные от городов: названия городов не склоняются автоматически. Коды — по Юникоду (CLDR, timezone.xml).
zone-aedxb = дубайское время
zone-amevn = ереванское время
zone-atvie = венское время
zone-azbak = бакинское время
zone-bebru = брюссельское время
zone-bymsq = минское время
zone-cnsha = пекинское время
zone-czprg = пражское время
zone-deber = берлинское время
zone-esmad = мадридское время
zone-frpar = парижское время
zone-gblon = лондонское время
zone-hkhkg = гонконгское время
zone-inccu = индийское время
zone-itrom = римское время
zone-jptyo = токийское время
zone-krsel = сеульское время
zone-kzala = алматинское время
zone-rugdx = магаданское время
zone-ruikt = иркутское время
zone-rukgd = калининградское время
zone-rukra = красноярское время
zone-rukuf = самарское время
zone-rumow = московское время
zone-ruoms = омское время
zone-ruovb = новосибирское время
zone-rupkc = камчатское время
zone-ruvvo = владивостокское время
zone-ruyek = екатеринбургское время
zone-ruyks = якутское время
zone-sgsin = сингапурское время
zone-trist = стамбульское время
zone-uaiev = киевское время
zone-usnyc = нью-йоркское время
zone-uztas = ташкентское время

# Days, hours and zone of an event in one line.
when-line = { $days }, { $hours }, { $zone }
