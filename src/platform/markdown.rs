//! Organizers' Markdown to HTML that may be put into a page. Raw HTML is dropped, and what comrak makes is
//! sanitized once more by an allow-list: two independent walls.

use std::sync::LazyLock;

use ammonia::Builder;

static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .add_tags([
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "p",
            "br",
            "hr",
            "strong",
            "em",
            "del",
            "code",
            "pre",
            "blockquote",
            "ul",
            "ol",
            "li",
            "a",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        ])
        .add_tag_attributes("a", ["href", "title"])
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("th", ["align"])
        .add_tag_attributes("td", ["align"])
        .add_url_schemes(["http", "https", "mailto", "tel"])
        .link_rel(Some("noopener nofollow ugc"));
    builder
});

/// `text` as sanitized HTML. Its top headings become `<h{top}>`, so that they continue the page's own order.
#[must_use]
pub fn to_html(text: &str, top: u8) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, text, &options);
    for node in root.descendants() {
        if let comrak::nodes::NodeValue::Heading(heading) = &mut node.data.borrow_mut().value {
            heading.level = (heading.level + top - 1).min(6);
        }
    }
    let mut html = String::new();
    // Writing to a String cannot fail.
    let _ = comrak::format_html(root, &options, &mut html);
    SANITIZER.clean(&html).to_string()
}

/// `text` as plain text for mails and calendars: the source itself reads well; only escapes go.
#[must_use]
pub fn to_text(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation) {
            continue;
        }
        plain.push(character);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_continue_the_order_of_the_page() {
        assert_eq!(to_html("# One\n\n## Two", 3), "<h3>One</h3>\n<h4>Two</h4>\n");
    }

    #[test]
    fn nothing_that_runs_survives() {
        for attack in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](data:text/html,<script>)",
            "<a href=\"https://x\" onclick=\"y\">z</a>",
            "<svg onload=alert(1)>",
            "<style>*{}</style>",
        ] {
            let html = to_html(attack, 2);
            for danger in [
                "<script",
                "onerror",
                "javascript:",
                "data:",
                "onclick",
                "<svg",
                "<style",
                "<img",
            ] {
                assert!(!html.contains(danger), "{attack} gave {html}");
            }
        }
    }

    #[test]
    fn links_of_strangers_say_so() {
        assert!(to_html("[x](https://example.org)", 2).contains("rel=\"noopener nofollow ugc\""));
    }
}
