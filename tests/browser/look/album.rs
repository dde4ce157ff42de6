//! Pictures of every page in every state, language, width and light, for people to look at: `make look`.
//!
//! They are compared with nothing. What a machine can judge, the checks do; whether a page is clear and handsome takes
//! eyes.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use lanyard::platform::lang::Lang;

use super::WIDTHS;
use crate::browser::{Browser, Glasses};

/// Mails are read in windows of their own sizes.
const MAIL_WIDTHS: [u32; 2] = [320, 600];

/// States that are also shown in the reader's own colours and on paper.
const ALSO: &[&str] = &[
    "event",
    "terms",
    "register-mistakes",
    "own",
    "overview",
    "attendees",
    "attendee",
    "styles",
];

/// How the page with the pictures looks, and how it is filtered: by what is ticked above, without a script.
const CSS: &str = "body{font-family:system-ui;margin:1rem;background:#8b8b8b}h2{margin:2rem 0 .5rem}\
    fieldset{display:inline-flex;gap:1rem;border:0;padding:0;margin:0 2rem 0 0}\
    form{position:sticky;top:0;background:#8b8b8b;padding:.5rem 0}\
    div{display:flex;flex-wrap:wrap;gap:.5rem;align-items:start}\
    a{color:#000}figure{margin:0;font-size:.75rem}img{display:block;height:22rem;max-width:40rem;object-fit:cover;object-position:top}";

pub(super) struct Album {
    folder: PathBuf,
    /// State by state, the tags of each picture.
    pictures: Mutex<Vec<(String, Vec<Picture>)>>,
}

struct Picture {
    language: Lang,
    width: u32,
    light: &'static str,
    file: String,
}

impl Album {
    pub(super) fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
        std::fs::remove_dir_all(&folder).ok();
        std::fs::create_dir_all(&folder).expect("a folder");
        Self {
            folder,
            pictures: Mutex::default(),
        }
    }

    /// Pictures of the page as it stands, in every size and light.
    pub(super) async fn take(&self, window: &Browser, state: &str, language: Lang) {
        let dark = Glasses {
            dark: true,
            ..Glasses::default()
        };
        let widths = if state.starts_with("mail-") {
            &MAIL_WIDTHS[..]
        } else {
            &WIDTHS
        };
        for &width in widths {
            window.resize(width, 900).await;
            for (light, glasses) in [("light", Glasses::default()), ("dark", dark)] {
                self.picture(window, state, language, width, light, glasses).await;
            }
        }
        if ALSO.contains(&state) {
            let forced_colors = Glasses {
                forced_colors: true,
                ..dark
            };
            let print = Glasses {
                print: true,
                ..Glasses::default()
            };
            self.picture(window, state, language, 1280, "forced", forced_colors)
                .await;
            // As wide as what a sheet of A4 leaves between its margins.
            window.resize(680, 900).await;
            self.picture(window, state, language, 680, "print", print).await;
        }
        window.look_through(Glasses::default()).await;
        window.resize(1280, 900).await;
    }

    async fn picture(
        &self,
        window: &Browser,
        state: &str,
        language: Lang,
        width: u32,
        light: &'static str,
        glasses: Glasses,
    ) {
        window.look_through(glasses).await;
        let file = format!("{state}.{language}.{width}.{light}.png");
        std::fs::write(self.folder.join(&file), window.screenshot().await).expect("room for a picture");
        let picture = Picture {
            language,
            width,
            light,
            file,
        };
        let mut pictures = self.pictures.lock().expect("nobody has panicked");
        match pictures.iter_mut().find(|(known, _)| known == state) {
            Some((_, of_state)) => of_state.push(picture),
            None => pictures.push((state.to_owned(), vec![picture])),
        }
    }

    /// Writes the page to look at them: a row for every state.
    pub(super) fn bind(&self) -> PathBuf {
        let pictures = self.pictures.lock().expect("nobody has panicked");
        let mut tags: [BTreeSet<String>; 3] = Default::default();
        let (mut rows, mut contents) = (String::new(), String::new());
        for (state, of_state) in pictures.iter() {
            write!(contents, "<a href=\"#{state}\">{state}</a> ").expect("text");
            write!(rows, "<h2 id=\"{state}\">{state}</h2><div>").expect("text");
            for Picture {
                language,
                width,
                light,
                file,
            } in of_state
            {
                for (tags, tag) in
                    tags.iter_mut()
                        .zip([language.to_string(), format!("w{width}"), (*light).to_owned()])
                {
                    tags.insert(tag);
                }
                write!(
                    rows,
                    "<figure class=\"{language} w{width} {light}\"><a href=\"{file}\"><img loading=\"lazy\" alt=\"\" \
                     src=\"{file}\">{language} {width} {light}</a></figure>"
                )
                .expect("text");
            }
            rows.push_str("</div>");
        }
        let (mut css, mut filters) = (CSS.to_owned(), String::new());
        for tags in &tags {
            filters.push_str("<fieldset>");
            for tag in tags {
                write!(
                    filters,
                    "<label><input type=\"checkbox\" id=\"{tag}\" checked> {tag}</label>"
                )
                .expect("text");
                write!(css, "body:has(#{tag}:not(:checked)) .{tag}{{display:none}}").expect("text");
            }
            filters.push_str("</fieldset>");
        }
        let page = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Lanyard’s pages</title><style>{css}</style>\
             <h1>Lanyard’s pages</h1><form>{filters}</form><p>{contents}</p>{rows}</html>\n"
        );
        let index = self.folder.join("index.html");
        std::fs::write(&index, page).expect("room for a page");
        index
    }
}
