//! What of a page only somebody without a mouse, or with a broad finger, would notice.

use lanyard::platform::lang::Lang;

use super::{Depth, Look};
use crate::browser::Key;

/// Walks through everything that takes the focus, and says what does so unseen.
const FOCUS: &str = r"(() => {
  const faults = [];
  // What has the focus already would stay where it is, out of sight or not.
  document.activeElement.blur();
  for (const e of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')) {
    if (!e.checkVisibility({visibilityProperty: true}) || e.disabled || e.tabIndex < 0) continue;
    if (e.tabIndex > 0) faults.push(`${look.name(e)} jumps the queue`);
    e.focus();
    if (document.activeElement !== e) { faults.push(`${look.name(e)} takes no focus`); continue; }
    const rings = [e, e.closest('label')].some(ring => {
      if (!ring) return false;
      const style = getComputedStyle(ring);
      return style.outlineStyle === 'auto' || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
    });
    if (!rings) faults.push(`${look.name(e)} has the focus without a ring`);
    const {left, width, top, bottom} = e.getClientRects()[0];
    // Of a field higher than the window, what is in it.
    const from = Math.max(top, 0), to = Math.min(bottom, innerHeight);
    const points = [[0.5, 0.5], [0.05, 0.2], [0.95, 0.8]].map(([x, y]) => [left + x * width, from + y * (to - from)]);
    const seen = points.some(([x, y]) => { const hit = document.elementFromPoint(x, y); return hit && (e.contains(hit) || hit.contains(e)); });
    if (!seen) faults.push(`${look.name(e)} has the focus and is covered`);
  }
  document.activeElement.blur();
  scrollTo(0, 0);
  return faults;
})()";

/// Buttons and fields that a finger would miss.
const FINGER: &str = r"[...document.querySelectorAll('main :is(button, .button, select, input:not([type=hidden], [type=checkbox], [type=radio]))')]
  .filter(e => e.checkVisibility() && e.tabIndex >= 0 && getComputedStyle(e).display !== 'inline' && e.getBoundingClientRect().height < 43.5)
  .map(e => `${look.name(e)} is ${Math.round(e.getBoundingClientRect().height)} high`)";

/// Fields that come up before those above them; a row of a table is read cell by cell.
const ORDER: &str = r"[...document.querySelectorAll('main form')].flatMap(form => {
  const fields = [...form.querySelectorAll('input:not([type=hidden]), select, textarea, button')].filter(e => e.checkVisibility());
  const besides = (a, b) => a.closest('tr') && a.closest('tr') === b.closest('tr') && a.closest('td') !== b.closest('td');
  return fields.slice(1).filter((e, i) => e.getBoundingClientRect().bottom <= fields[i].getBoundingClientRect().top && !besides(e, fields[i]))
    .map(e => `${look.name(e)} comes later and stands higher`);
})";

/// The contract of mistakes: a summary before the form, whose links lead to the fields and say the same words.
const MISTAKES: &str = r"(() => {
  const faults = [];
  const summary = document.querySelector('main .summary');
  const wrong = [...document.querySelectorAll('main form [aria-invalid=true], main form .field > .error')];
  if (!summary) return wrong.map(e => `${look.name(e)} is wrong, and no summary says so`);
  if (!document.title.startsWith(PREFIX)) faults.push(`the title is ${document.title}`);
  const form = document.querySelector('main form[method=post]');
  if (form && !(summary.compareDocumentPosition(form) & Node.DOCUMENT_POSITION_FOLLOWING)) faults.push('the summary stands after the form');
  for (const link of summary.querySelectorAll('a')) {
    const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const beside = field?.closest('.in-language, .field')?.querySelector('.error')?.textContent.trim();
    if (!field) faults.push(`${look.name(link)} leads nowhere`);
    else if (beside !== link.textContent.trim()) faults.push(`${look.name(link)} is not what is said beside the field: ${beside}`);
  }
  return faults;
})()";

pub(super) async fn check(look: &mut Look<'_>) {
    let prefix = match look.language {
        Lang::En => "'Error: '",
        Lang::Ru => "'Ошибка: '",
        Lang::Zh => "'错误：'",
    };
    let faults = look.window.look(&MISTAKES.replace("PREFIX", prefix)).await;
    look.find("", "mistakes", faults);
    if look.depth == Depth::Usual && look.language != Lang::En {
        return;
    }
    // From here on the browser takes the focus for one that is led by keys. Once: on a page with one link the second
    // Tab would leave it.
    look.window.press(Key::Tab).await;
    for width in [320, 1280] {
        look.window.resize(width, 700).await;
        for (rule, question) in [("focus", FOCUS), ("finger", FINGER), ("order", ORDER)] {
            let faults = look.window.look(question).await;
            look.find(&format!("{width} px"), rule, faults);
        }
    }
}
