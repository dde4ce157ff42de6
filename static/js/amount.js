// What it costs, as choices change. The server says it, by the same function as when the form is sent; without a script
// a button asks for the page with it.
{
  const PRICED = /^(category|country|organization|currency|fact_|extra_)/;
  const PATIENCE = 10_000;
  const place = document.getElementById('amount');
  const form = place?.closest('form');
  const button = form?.querySelector('[data-amount]');
  let asked;

  const ask = async () => {
    asked?.abort();
    const mine = asked = new AbortController();
    const timer = setTimeout(() => mine.abort(), PATIENCE);
    place.ariaBusy = 'true';
    const choices = [...new FormData(form)].filter(([name, value]) => PRICED.test(name) && value !== '');
    try {
      const answer = await fetch(`${place.dataset.href}?${new URLSearchParams(choices)}`, { signal: mine.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const html = await answer.text();
      if (asked === mine) place.innerHTML = html;
    } catch {
      // Not heard: the button asks for the whole page, and the server takes no amount that was not shown.
      if (asked === mine && button) button.hidden = false;
    } finally {
      clearTimeout(timer);
      if (asked === mine) place.ariaBusy = 'false';
    }
  };

  if (form) {
    if (button) button.hidden = true;
    form.addEventListener('change', (event) => { if (PRICED.test(event.target.name)) ask(); });
    // Back: the browser may have kept choices that this page does not know of.
    addEventListener('pageshow', (event) => { if (event.persisted || new FormData(form).get('category')) ask(); });
  }
}
