// What makes forms kinder where scripts run: mistakes get the focus, and a button that was pressed says so.

document.getElementById('summary')?.focus();

// A form is sent once, however often the button is pressed. The server would count it once anyway; this only keeps
// her from wondering. After a while it may be sent again: the net may have swallowed it.
const PATIENCE = 20_000;
const sent = new Map();

function ready(form) {
  const { button, words, timer } = sent.get(form) ?? {};
  if (!button) return;
  clearTimeout(timer);
  button.textContent = words;
  button.removeAttribute('aria-disabled');
  sent.delete(form);
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  const button = form.querySelector('button[data-busy]');
  if (!button) return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  const timer = setTimeout(ready, PATIENCE, form);
  sent.set(form, { button, words: button.textContent, timer });
  button.textContent = button.dataset.busy;
  button.setAttribute('aria-disabled', 'true');
});

// Back: the page may come from memory, with the button as it was left.
addEventListener('pageshow', () => { for (const form of [...sent.keys()]) ready(form); });
