//! A page as a person looks at it: by what stands where.

use scraper::{ElementRef, Selector};

/// A parsed page.
pub struct Html {
    document: scraper::Html,
    source: String,
}

impl Html {
    pub fn parse(source: &str) -> Self {
        Self { document: scraper::Html::parse_document(source), source: source.to_owned() }
    }

    fn select(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).expect("a selector");
        self.document.select(&selector).collect()
    }

    /// The text of the first match, white space collapsed.
    pub fn text(&self, selector: &str) -> String {
        let found = self.select(selector);
        let element = found.first().unwrap_or_else(|| panic!("nothing matches {selector} in\n{}", self.source));
        words(element)
    }

    /// The texts of all matches.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.select(selector).iter().map(words).collect()
    }

    pub fn has(&self, selector: &str) -> bool {
        !self.select(selector).is_empty()
    }

    /// An attribute of the first match.
    pub fn attr(&self, selector: &str, name: &str) -> String {
        let found = self.select(selector);
        let element = found.first().unwrap_or_else(|| panic!("nothing matches {selector} in\n{}", self.source));
        element.attr(name).unwrap_or_else(|| panic!("{selector} has no {name}")).to_owned()
    }

    pub fn attrs(&self, selector: &str, name: &str) -> Vec<String> {
        self.select(selector).iter().filter_map(|element| element.attr(name).map(ToOwned::to_owned)).collect()
    }

    /// What a browser would send of the form as it stands: hidden fields, values, ticked boxes, chosen options.
    pub fn form(&self, selector: &str) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        let form = self.select(selector);
        let form = form.first().unwrap_or_else(|| panic!("no form {selector} in\n{}", self.source));
        let inputs = Selector::parse("input[name], select[name]").expect("a selector");
        for element in form.select(&inputs) {
            let name = element.attr("name").unwrap_or_default().to_owned();
            let value = element.attr("value").unwrap_or_default().to_owned();
            if element.value().name() == "select" {
                let chosen = Selector::parse("option[selected]").expect("a selector");
                let value = element.select(&chosen).next().and_then(|option| option.attr("value")).unwrap_or_default();
                fields.push((name, value.to_owned()));
            } else if !matches!(element.attr("type"), Some("checkbox" | "radio")) || element.attr("checked").is_some() {
                fields.push((name, value));
            }
        }
        fields
    }
}

fn words(element: &ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
