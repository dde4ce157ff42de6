//! The Nu Html Checker over every page as it was sent. It takes a second to start and a moment a page, hence looks at
//! all pages of a walk at once.

use std::path::{Path, PathBuf};

use lanyard::platform::lang::Lang;
use serde::Deserialize;

use super::Finding;
use crate::checkers;

/// The pages of one walk, a file each.
pub(super) struct Sources {
    folder: PathBuf,
    language: Lang,
    states: Vec<String>,
}

#[derive(Deserialize)]
struct Answer {
    messages: Vec<Message>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    url: String,
    #[serde(rename = "message")]
    words: String,
    #[serde(default)]
    last_line: usize,
    #[serde(default)]
    extract: String,
}

impl Message {
    fn is_beside_the_point(&self) -> bool {
        // It guesses the language from the letters of names.
        let guesses = self.words.starts_with("This document appears to be written in");
        // Mail programs of twenty years know tables by their attributes, and some know no CSS.
        let is_mail = self
            .url
            .rsplit('/')
            .next()
            .is_some_and(|file| file.starts_with("mail-"));
        guesses || (is_mail && self.words.contains("is obsolete. Use CSS instead."))
    }
}

impl Sources {
    pub(super) fn new(language: Lang) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pages.{language}"));
        std::fs::remove_dir_all(&folder).ok();
        std::fs::create_dir_all(&folder).expect("a folder");
        Self {
            folder,
            language,
            states: Vec::new(),
        }
    }

    pub(super) fn keep(&mut self, state: &str, source: String) {
        std::fs::write(self.file(state), source).expect("room for a page");
        self.states.push(state.to_owned());
    }

    pub(super) fn check(&self) -> Vec<Finding> {
        if self.states.is_empty() {
            return Vec::new();
        }
        let files = self.states.iter().map(|state| self.file(state));
        let said = checkers::html(files);
        let answer: Answer = serde_json::from_slice(&said)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&said)));
        answer
            .messages
            .into_iter()
            .filter(|message| !message.is_beside_the_point())
            .map(|message| Finding {
                state: message
                    .url
                    .rsplit('/')
                    .next()
                    .unwrap_or_default()
                    .trim_end_matches(".html")
                    .to_owned(),
                language: self.language,
                view: format!("line {}", message.last_line),
                rule: "html".into(),
                detail: format!("{} … {}", message.words, message.extract.replace('\n', " ")),
            })
            .collect()
    }

    fn file(&self, state: &str) -> PathBuf {
        self.folder.join(format!("{state}.html"))
    }
}

mod tests {
    use super::*;

    #[test]
    fn a_page_with_known_faults_is_found_out() {
        let mut sources = Sources {
            folder: std::env::temp_dir(),
            language: Lang::En,
            states: Vec::new(),
        };
        let name = format!("lanyard-{}", uuid::Uuid::now_v7().simple());
        sources.keep(
            &name,
            "<!doctype html><html lang=en><title>A page</title><h1 id=a>A page</h1><p id=a>Twice</p></html>"
                .into(),
        );
        let found = sources.check();
        std::fs::remove_file(sources.file(&name)).expect("it was there");
        assert!(
            found
                .iter()
                .any(|finding| finding.state == name && finding.detail.contains("Duplicate ID")),
            "{found:?}"
        );
    }
}
