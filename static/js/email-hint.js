// “Did you mean …@gmail.com?”, as she types, with one press to accept. The lists come with the page; the rule is the
// server's own (src/platform/email_hint.rs), which says the same on the next page to whoever runs no script.
const SHORTEST = 5;

function isOneSlip(typed, meant) {
  const [a, b] = [[...typed], [...meant]];
  while (a.length && b.length && a[0] === b[0]) { a.shift(); b.shift(); }
  while (a.length && b.length && a.at(-1) === b.at(-1)) { a.pop(); b.pop(); }
  if (a.length + b.length === 1 || (a.length === 1 && b.length === 1)) return true;
  return a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0];
}

function meantDomain(domain, providers, slips) {
  if (providers.includes(domain)) return undefined;
  if (slips.has(domain)) return slips.get(domain);
  const [, name, rest] = /^([^.]*)\.(.*)$/.exec(domain) ?? [];
  if (name === undefined) return undefined;
  return providers.find((provider) => {
    const [, itsName, itsRest] = /^([^.]*)\.(.*)$/.exec(provider);
    return (name === itsName && isOneSlip(rest, itsRest))
      || (rest === itsRest && itsName.length >= SHORTEST && isOneSlip(name, itsName));
  });
}

for (const place of document.querySelectorAll('[data-email-hint]')) {
  const input = document.getElementById(place.dataset.emailHint);
  const providers = place.dataset.providers.split(' ');
  const slips = new Map(place.dataset.slips.split(' ').map((pair) => pair.split('=')));
  const button = place.querySelector('button');
  const look = () => {
    const at = input.value.lastIndexOf('@');
    const domain = input.value.slice(at + 1).trim().toLowerCase();
    const meant = at > 0 ? meantDomain(domain, providers, slips) : undefined;
    place.hidden = !meant;
    if (meant) button.textContent = `${input.value.slice(0, at).trim()}@${meant}`;
  };
  input.addEventListener('change', look);
  // While she types only what is there already goes away or is corrected: half a domain is no slip.
  input.addEventListener('input', () => { if (!place.hidden) look(); });
  button.addEventListener('click', () => {
    input.value = button.textContent;
    place.hidden = true;
    input.focus();
  });
  look();
}
