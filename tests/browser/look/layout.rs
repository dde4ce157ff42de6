//! Nothing sticks out of the window, is cut off or lies on something else: in every width, with the reader's own
//! spacing and size of text (WCAG 2.2, 1.4.4, 1.4.10, 1.4.12), with messages longer than any of ours, and from right to left.

use lanyard::platform::lang::Lang;

use super::{Depth, Look, WIDTHS};

/// What readers may set for themselves (1.4.12).
const SPACING: &str = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } \
     p { margin-block-end: 2em !important }";

/// Twice the size of text (1.4.4).
const DOUBLE: &str = "html { font-size: 200% !important }";

/// The functions that the checks below call; kept on the page.
const TOOLS: &str = r"
globalThis.look ??= {
  name(e) {
    const text = (e.textContent || e.value || '').trim().replace(/\s+/g, ' ').slice(0, 30);
    const kind = e.id ? '#' + e.id : e.classList.length ? '.' + [...e.classList].join('.') : '';
    return `${e.localName}${kind} (${text})`;
  },
  outside() {
    if (document.scrollingElement.scrollWidth <= innerWidth) return [];
    const box = e => e.getBoundingClientRect();
    const wide = [...document.querySelectorAll('body *')].filter(e => box(e).right > innerWidth + 0.5 || box(e).left < -0.5);
    return wide.filter(e => !wide.some(other => other !== e && e.contains(other)))
      .map(e => `${look.name(e)} from ${Math.floor(box(e).left)} to ${Math.ceil(box(e).right)}`);
  },
  // Text that its own box cuts off. What only screen readers hear is cut on purpose, and so are fields.
  cut() {
    return [...document.querySelectorAll('body *')].filter(e => {
      const style = getComputedStyle(e);
      const hides = axis => ['hidden', 'clip'].includes(axis);
      if (style.clipPath !== 'none' || e.matches('input, select, textarea, svg, svg *, bdi') || !e.clientWidth) return false;
      return (hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
        || (hides(style.overflowY) && e.scrollHeight > e.clientHeight + 1);
    }).map(look.name);
  },
  // Lines of text that lie on one another.
  overlaps() {
    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      const e = node.parentElement;
      if (!node.data.trim() || !e.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
      if (e.closest('script, style, textarea, select, datalist, .skip')) continue;
      let hidden = false;
      for (let at = e; at && !hidden; at = at.parentElement) hidden = getComputedStyle(at).clipPath !== 'none';
      if (hidden) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 1) lines.push({e, box});
    }
    lines.sort((a, b) => a.box.top - b.box.top);
    const found = new Set();
    lines.forEach((a, i) => {
      for (let j = i + 1; j < lines.length && lines[j].box.top < a.box.bottom; j++) {
        const b = lines[j];
        // What is shortened by an ellipsis has a box for what is seen of it and one for all of it.
        if (a.e === b.e) continue;
        // The boxes of lines are higher than what stands in them, and may touch.
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const down = Math.min(a.box.bottom, b.box.bottom) - b.box.top;
        if (across > 2 && down > 0.45 * Math.min(a.box.height, b.box.height)) found.add(`${look.name(a.e)} on ${look.name(b.e)}`);
      }
    });
    return [...found];
  },
  boxes() {
    const blocks = [...document.querySelectorAll('main *')].filter(e =>
      /^(block|flex|grid|list-item|table|table-cell|table-row)$/.test(getComputedStyle(e).display) && e.checkVisibility() && !e.closest('svg, option, body [dir], pre, .prose') && getComputedStyle(e.closest('thead, .hidden') ?? e).clipPath === 'none');
    return blocks.map(e => {
      const box = e.getBoundingClientRect(), style = getComputedStyle(e);
      return {e, start: box.left + parseFloat(style.paddingLeft), end: box.right - parseFloat(style.paddingRight)};
    });
  },
  // What stays on its side when the page is turned round.
  unturned() {
    const width = document.documentElement.clientWidth;
    const before = look.boxes();
    document.documentElement.dir = 'rtl';
    const turned = look.boxes();
    const off = before.map((box, i) => ({e: box.e, by: Math.max(Math.abs(width - turned[i].end - box.start), Math.abs(width - turned[i].start - box.end))}))
      .filter(({by}) => by > 2);
    document.documentElement.removeAttribute('dir');
    return off.filter(({e}) => !off.some(other => other.e !== e && other.e.contains(e)))
      .map(({e, by}) => `${look.name(e)} is off by ${Math.round(by)}`);
  },
};";

pub(super) async fn check(look: &mut Look<'_>) {
    look.window.look::<()>(&format!("{TOOLS} undefined")).await;
    // Russian has the longest words.
    let whole = look.depth == Depth::Whole;
    let spaced = whole || look.language == Lang::Ru;
    for width in WIDTHS {
        look.window.resize(width, 700).await;
        fits(look, &format!("{width} px")).await;
        if spaced && width != 390 {
            look.window.overlay(SPACING).await;
            fits(look, &format!("{width} px, wide spacing")).await;
        }
        if spaced && width == 320 {
            look.window.overlay(DOUBLE).await;
            fits(look, "320 px, text twice as large").await;
        }
        if spaced {
            look.window.overlay("").await;
        }
        if whole || look.language == Lang::En {
            let unturned = look.window.look("look.unturned()").await;
            look.find(&format!("{width} px"), "right to left", unturned);
        }
    }
}

/// Words longer than those of any language, as they are and from right to left.
pub(super) async fn check_long_words(look: &mut Look<'_>) {
    look.window.look::<()>(&format!("{TOOLS} undefined")).await;
    for width in WIDTHS {
        look.window.resize(width, 700).await;
        fits(look, &format!("{width} px")).await;
        look.window
            .look::<()>("document.documentElement.dir = 'rtl', undefined")
            .await;
        fits(look, &format!("{width} px, right to left")).await;
        look.window
            .look::<()>("document.documentElement.removeAttribute('dir')")
            .await;
    }
}

async fn fits(look: &mut Look<'_>, view: &str) {
    let found: [Vec<String>; 3] = look
        .window
        .look("[look.outside(), look.cut(), look.overlaps()]")
        .await;
    let rules = ["sticks out of the window", "is cut off", "lies on something else"];
    for (rule, found) in rules.into_iter().zip(found) {
        look.find(view, rule, found);
    }
}

mod tests {
    use super::*;
    use crate::chromium::Chromium;
    use crate::support::TestApp;

    async fn on_a_page_with(body: &str, question: &str) -> Vec<String> {
        let app = TestApp::start().await;
        let chromium = Chromium::start().await;
        let mut window = chromium.window(&app, Lang::En).await;
        window
            .visit(&format!(
                "data:text/html,<html lang=en><title>A page</title><main><h1>A page</h1>{body}</main>"
            ))
            .await;
        window.resize(320, 700).await;
        window.look::<()>(&format!("{TOOLS} undefined")).await;
        let found = window.look(question).await;
        window.close().await;
        found
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_does_not_fit_is_found() {
        let wide = on_a_page_with("<p style='width:400px'>Wide</p>", "look.outside()").await;
        assert!(wide[0].starts_with("p (Wide)"), "{wide:?}");
        let cut = on_a_page_with("<p style='width:9px;overflow:hidden'>Cut</p>", "look.cut()").await;
        assert_eq!(cut, ["p (Cut)"]);
        let overlap =
            on_a_page_with("<p>One</p><p style='margin-top:-35px'>Two</p>", "look.overlaps()").await;
        assert_eq!(overlap, ["p (One) on p (Two)"]);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_does_not_turn_round_is_found() {
        let question = "look.unturned()";
        let physical = on_a_page_with("<p style='margin-left:40px'>Left</p>", question).await;
        assert_eq!(physical, ["p (Left) is off by 40"]);
        let logical = on_a_page_with("<p style='margin-inline-start:40px'>Start</p>", question).await;
        assert!(logical.is_empty(), "{logical:?}");
    }
}
