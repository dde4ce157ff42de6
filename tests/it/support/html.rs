//! A page as a person looks at it: by what stands where.

use scraper::{ElementRef, Selector};

/// A form as it stands on a page.
pub struct Form {
    pub action: String,
    pub is_post: bool,
    /// Names and values of all its controls.
    pub fields: Vec<(String, String)>,
}

/// A page. It is parsed anew for every look, because a parsed one cannot travel between threads.
pub struct Html {
    source: String,
}

impl Html {
    pub fn parse(source: &str) -> Self {
        Self {
            source: source.to_owned(),
        }
    }

    /// What `look` sees in each match.
    fn each<T>(&self, selector: &str, look: impl FnMut(ElementRef<'_>) -> T) -> Vec<T> {
        let selector = Selector::parse(selector).expect("a selector");
        scraper::Html::parse_document(&self.source)
            .select(&selector)
            .map(look)
            .collect()
    }

    fn first<T>(&self, selector: &str, look: impl FnMut(ElementRef<'_>) -> T) -> T {
        let found = self.each(selector, look).into_iter().next();
        found.unwrap_or_else(|| panic!("nothing matches {selector} in\n{}", self.source))
    }

    /// The text of the first match, white space collapsed.
    pub fn text(&self, selector: &str) -> String {
        self.first(selector, words)
    }

    /// The texts of all matches.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.each(selector, words)
    }

    pub fn has(&self, selector: &str) -> bool {
        !self.each(selector, |_| ()).is_empty()
    }

    /// An attribute of the first match.
    pub fn attr(&self, selector: &str, name: &str) -> String {
        let value = self.first(selector, |element| element.attr(name).map(ToOwned::to_owned));
        value.unwrap_or_else(|| panic!("{selector} has no {name}"))
    }

    pub fn attrs(&self, selector: &str, name: &str) -> Vec<String> {
        self.each(selector, |element| element.attr(name).map(ToOwned::to_owned))
            .into_iter()
            .flatten()
            .collect()
    }

    /// Every form of the page, with every control whether it would be sent or not.
    pub fn forms(&self) -> Vec<Form> {
        let inputs =
            Selector::parse("input[name], select[name], textarea[name], button[name]").expect("a selector");
        self.each("form", |form| Form {
            action: form.attr("action").unwrap_or_default().to_owned(),
            is_post: form.attr("method") == Some("post"),
            fields: form
                .select(&inputs)
                .map(|control| {
                    let name = control.attr("name").unwrap_or_default().to_owned();
                    let (name, value) = sent(control).unwrap_or((name, String::new()));
                    (name, value)
                })
                .collect(),
        })
    }

    /// What a browser would send of the form as it stands: hidden fields, values, ticked boxes, chosen options.
    pub fn form(&self, selector: &str) -> Vec<(String, String)> {
        let inputs = Selector::parse("input[name], select[name], textarea[name]").expect("a selector");
        self.first(selector, |form| form.select(&inputs).filter_map(sent).collect())
    }
}

/// Name and value that a control adds to its form, if it adds any.
fn sent(control: ElementRef<'_>) -> Option<(String, String)> {
    let name = control.attr("name")?.to_owned();
    if control.attr("disabled").is_some() {
        return None;
    }
    if control.value().name() == "textarea" {
        let text: String = control.text().collect();
        // HTML drops one line break right after the tag.
        let text = text.strip_prefix('\n').unwrap_or(&text).to_owned();
        return Some((name, text));
    }
    let value = control.attr("value").unwrap_or_default();
    if control.value().name() == "select" {
        let chosen = Selector::parse("option[selected]").expect("a selector");
        let option = control
            .select(&chosen)
            .next()
            .and_then(|option| option.attr("value"));
        return Some((name, option.unwrap_or_default().to_owned()));
    }
    let counts =
        !matches!(control.attr("type"), Some("checkbox" | "radio")) || control.attr("checked").is_some();
    counts.then(|| (name, value.to_owned()))
}

fn words(element: ElementRef<'_>) -> String {
    element
        .text()
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
