//! Where to go on after signing in. It comes from the address bar, so anybody may have written it; it leads to a
//! page of ours or nowhere.

use std::fmt;

use url::Url;

use crate::platform::web::urls;

/// The longest that is carried along.
const MAX_BYTES: usize = 2000;

/// A path of this site, with its query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalPath(String);

impl LocalPath {
    /// Reads a path that begins with one slash and that a browser takes for one of the site it is on.
    ///
    /// Browsers see more in a text than its letters: they take `\` for `/` and leave out tabs and line breaks, so
    /// that `/<tab>/evil.example` leads away. Such signs are refused, and what is left is read by the rules browsers
    /// read by.
    pub fn parse(text: &str) -> Option<Self> {
        let harmless = text.len() <= MAX_BYTES
            && text.starts_with('/')
            && !text.starts_with("//")
            && !text.contains(|c: char| c == '\\' || c.is_control() || c.is_whitespace());
        let here = Url::parse("http://here.invalid").ok()?;
        let stays = here.join(text).is_ok_and(|there| there.origin() == here.origin());
        // Back to the sign-in would be a circle.
        let circles = text.starts_with(urls::SIGN_IN) || text.starts_with(urls::SIGN_OUT);
        (harmless && stays && !circles).then(|| Self(text.to_owned()))
    }

    /// The path of a page of ours that `url` is an address of; for the `Referer` header, whose host is not looked
    /// at, because only the path is used.
    pub fn of_workspace_page(url: &str) -> Option<Self> {
        let url = Url::parse(url).ok()?;
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        Self::parse(&format!("{}{query}", url.path())).filter(|path| path.0.starts_with(urls::ORGANIZER))
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The organizer's own first page.
impl Default for LocalPath {
    fn default() -> Self {
        Self(urls::ORGANIZER.to_owned())
    }
}

impl fmt::Display for LocalPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_ours_is_kept() {
        for path in [
            "/",
            "/organizer",
            "/organizer/events/x/attendees?q=%D0%98%D0%B2&page=2",
            "/e/a?x=//y",
        ] {
            assert_eq!(
                LocalPath::parse(path).map(|path| path.to_string()).as_deref(),
                Some(path)
            );
        }
    }

    #[test]
    fn nothing_leads_away_or_in_a_circle() {
        for odd in [
            "",
            "organizer",
            "https://evil.example",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "/\r\nLocation: https://evil.example",
            "javascript:alert(1)",
            " //evil.example",
            "/ /evil.example",
            "/organizer/sign-in?next=/x",
            "/organizer/sign-out",
            "/a\\..\\b",
            "?next=x",
            "#x",
        ] {
            assert_eq!(LocalPath::parse(odd), None, "{odd:?}");
        }
        assert_eq!(LocalPath::parse(&format!("/{}", "a".repeat(3000))), None);
    }

    #[test]
    fn a_referring_page_counts_if_it_is_the_organizers() {
        let of = |url| LocalPath::of_workspace_page(url).map(|path| path.to_string());
        assert_eq!(
            of("https://here.example/organizer/account?saved=1").as_deref(),
            Some("/organizer/account?saved=1")
        );
        assert_eq!(of("https://here.example/e/open-lecture"), None);
        assert_eq!(of("about:blank"), None);
    }
}
