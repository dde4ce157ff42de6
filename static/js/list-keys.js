// Keys of a list. They are single letters, so they can be switched off (WCAG 2.1.4), and they are never taken from
// somebody who is typing or from a shortcut of the browser.
const OFF = 'list-keys-off';
const dialog = document.getElementById('keys');
const open = document.querySelector('[data-keys-open]');
const toggle = document.getElementById('keys-on');
const links = [...document.querySelectorAll('.list tbody td:first-child a')];

// A browser that keeps nothing forgets the choice and is none the worse.
const stored = () => { try { return localStorage.getItem(OFF); } catch { return null; } };
const store = (off) => {
  try {
    if (off) localStorage.setItem(OFF, '1');
    else localStorage.removeItem(OFF);
  } catch { /* the choice holds for this page */ }
};

open.hidden = false;
open.addEventListener('click', () => dialog.showModal());
toggle.checked = !stored();
toggle.addEventListener('change', () => store(!toggle.checked));

const step = (by) => {
  if (links.length === 0) return;
  const here = links.findIndex((link) => link.closest('tr').contains(document.activeElement));
  const next = here < 0 ? 0 : Math.min(Math.max(here + by, 0), links.length - 1);
  links[next].focus();
};

const deeds = {
  '/': () => document.getElementById('q').select(),
  j: () => step(1),
  k: () => step(-1),
  '?': () => dialog.showModal(),
};

document.addEventListener('keydown', (event) => {
  const types = event.target.closest?.('input:not([type="checkbox"], [type="radio"]), select, textarea, [contenteditable]');
  if (types || dialog.open || !toggle.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const deed = deeds[event.key];
  if (!deed) return;
  event.preventDefault();
  deed();
});
