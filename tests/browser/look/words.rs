//! No words of one language on a page of another, unless they are marked as such.

use lanyard::platform::lang::Lang;

use super::Look;

/// Words in Latin letters that Russian and Chinese pages have, too.
pub(super) const INTERNATIONAL: &[&str] = &[
    "English", "SHA", "Chrome", "Linux", "Shanghai", "Lanyard", "UTC", "CSV", "JSON", "Markdown", "Google",
    "Outlook", "Apple", "Windows", "PNG", "JPEG", "WebP", "TOML", "toml", "EUR", "RUB", "CNY",
];

const LATIN: &str = r"(() => {
  const found = new Set();
  const foreign = e => e.closest('bdi, code, pre, kbd, script, style, textarea, datalist, .prose, [translate=no], [data-words=any]')
    || e.closest('[lang]').lang !== document.documentElement.lang;
  const read = (text, e) => {
    // Addresses and references first: by chance a text stands within a random one, and would cut it in pieces.
    const addresses = text => text.replace(/\S+@\S+|https?:\S+|\S+\/\S+|\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/g, ' ');
    const plain = addresses(DATA.reduce((text, data) => text.replaceAll(data, ' '), text.replace(/https?:\S+|\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/g, ' ')));
    for (const words of plain.match(/(?<!\p{L})[A-Za-z]{3,}(?!\p{L})(?:[ ’'-]+[A-Za-z]+(?!\p{L}))*/gu) ?? [])
      if (!words.split(/[ ’'-]+/).every(word => INTERNATIONAL.includes(word))) found.add(`${words} in ${look.name(e)}`);
  };
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) if (!foreign(node.parentElement)) read(node.data, node.parentElement);
  for (const e of document.querySelectorAll('[aria-label], [alt], [title], [placeholder]'))
    if (!foreign(e)) for (const name of ['aria-label', 'alt', 'title', 'placeholder']) read(e.getAttribute(name) ?? '', e);
  return [...found];
})()";

pub(super) async fn check(look: &mut Look<'_>) {
    if look.language == Lang::En {
        return;
    }
    let found = foreign_words(look, INTERNATIONAL, look.data).await;
    look.find("", "not translated", found);
}

/// Words of plain Latin letters that are neither among the `international` ones nor part of known texts.
pub(super) async fn foreign_words(look: &Look<'_>, international: &[&str], known: &[String]) -> Vec<String> {
    let international = serde_json::to_string(international).expect("text");
    let data = serde_json::to_string(known).expect("text");
    let question = LATIN
        .replace("INTERNATIONAL", &international)
        .replace("DATA", &data);
    look.window.look(&question).await
}
