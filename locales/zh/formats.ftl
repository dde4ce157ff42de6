# 日期、时间与时区的组合方式。各部分已按语言习惯格式化，这里只规定如何连接。

# 起止日期。相同的年、月只写一次。
dates-in-month = { $first }至{ $last }
dates-apart = { $first }至{ $last }

date-time = { $date } { $time }
# 带时区名称的时刻。
moment = { $zone }{ $date-time }

hours = { $start }–{ $end }
hours-across-days = { $start-day } { $start } – { $end-day } { $end }

# 以城市命名的时区，以及下面另有名称的时区。$offset 形如“UTC+3”。
zone-of-city = { $city }时间（{ $offset }）
zone-named = { $name }（{ $offset }）

# 另有惯用名称的时区。代码取自 Unicode（CLDR timezone.xml）。
zone-utc = 协调世界时（UTC）
zone-cnsha = 北京时间
zone-inccu = 印度时间

# Days, hours and zone of an event in one line.
when-line = { $days }，{ $hours }，{ $zone }
