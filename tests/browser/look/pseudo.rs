//! Pages in a language that nobody speaks: English with accents, every word two fifths longer, as the program itself
//! makes it of its catalogue when `LANYARD_PSEUDO` is set. Whatever is cut off or overlaps has no room for a translation;
//! a word without an accent has come from elsewhere than the catalogue.
//!
//! All of a process speaks it, hence the walk takes place in a process of its own.

use std::process::Command;

use lanyard::platform::countries::Country;
use lanyard::platform::lang::Lang;

use super::words::{INTERNATIONAL, foreign_words};
use super::{Depth, Look, report, walk};

/// What Unicode's data says in English, as it does in every other language, with no help of our catalogue.
const CLDR: &str = "January February March April May June July August September October November December \
                    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct \
                    Nov Dec Mon Tue Wed Thu Fri Sat Sun Moscow";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a walk of its own, of three minutes: make look"]
async fn every_word_comes_from_the_catalogue_and_has_room_to_grow() {
    let mut itself = Command::new(std::env::current_exe().expect("this program"));
    itself
        .args(["--ignored", "--exact", "look::pseudo::in_disguise", "--nocapture"])
        .env("LANYARD_PSEUDO", "1");
    let walked = tokio::task::spawn_blocking(move || itself.output());
    let walked = walked.await.expect("a thread").expect("it runs once more");
    assert!(
        walked.status.success(),
        "{}{}",
        String::from_utf8_lossy(&walked.stdout),
        String::from_utf8_lossy(&walked.stderr)
    );
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "in a process of its own: the test above starts it"]
async fn in_disguise() {
    assert!(
        std::env::var_os("LANYARD_PSEUDO").is_some(),
        "{}",
        "not in disguise"
    );
    report(&walk(Lang::En, Depth::Pseudo, None).await);
}

pub(super) async fn check(look: &mut Look<'_>) {
    // Their words are for people who make Lanyard.
    if look.state == "styles" || look.state.starts_with("mailbox") {
        return;
    }
    let words: Vec<&str> = CLDR.split(' ').chain(INTERNATIONAL.iter().copied()).collect();
    let countries = Country::all_sorted(Lang::En)
        .iter()
        .map(|(_, name)| (*name).to_owned());
    let mut known: Vec<String> = countries.chain(look.data.iter().cloned()).collect();
    // An address that ends in a country is known as a whole.
    known.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let mut found = foreign_words(look, &words, &known).await;
    // What a picture shows, organizers say; and a mail's subject has room for a part of an event's title.
    let is_mail = look.state.starts_with("mail-");
    found.retain(|place| !(place.contains(" in img.picture") || is_mail && place.contains(" in title (")));
    look.find("", "not from the catalogue", found);
}
