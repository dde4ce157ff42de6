// Beside the event's own time, the same moments on the reader's clock, where it shows another time.
for (const place of document.querySelectorAll('[data-your-time]')) {
  const { starts, ends, yourTime } = place.dataset;
  const [from, to] = [new Date(starts), new Date(ends)];
  // "2027-01-28T09:30:00+03:00": the offset of the event's clock stands in the text itself.
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(starts) ?? [];
  const offset = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
  if (from.getTimezoneOffset() === -offset) continue;
  const { lang } = document.documentElement;
  // Day before month and 24 hours, as everywhere on the page.
  const locale = lang === 'en' ? 'en-GB' : lang;
  const words = new Intl.DateTimeFormat(locale, {
    weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit',
  });
  const zone = new Intl.DateTimeFormat(locale, { timeZoneName: 'short' })
    .formatToParts(from)
    .find((part) => part.type === 'timeZoneName')?.value;
  place.textContent = `${yourTime} ${words.formatRange(from, to)}${zone ? ` (${zone})` : ''}`;
  place.hidden = false;
}
