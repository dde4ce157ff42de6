//! The pictures in `README.md`, made anew by `scripts/pictures`: small files, of what a newcomer would see.

use std::path::Path;

use lanyard::platform::lang::Lang;

use crate::stage::Stage;
use crate::states::STATES;

/// More would burden everybody who clones the repository.
const LARGEST: usize = 200_000;

/// State, file, and how much of the page is shown.
const PICTURES: [(&str, &str, u32); 2] = [("event", "event.png", 860), ("attendees", "attendees.png", 760)];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "writes into docs/: scripts/pictures"]
async fn of_the_readme() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut stage = Stage::set(Lang::En).await;
    for (name, file, height) in PICTURES {
        let shown = STATES
            .iter()
            .find(|state| state.name == name)
            .expect("in the list");
        let (window, _) = stage.show(shown).await;
        window.resize(1120, height).await;
        let picture = window.screenshot_down_to(f64::from(height)).await;
        assert!(picture.len() < LARGEST, "{file} has {} bytes", picture.len());
        std::fs::write(folder.join(file), picture).expect("room for a picture");
    }
    stage.close().await;
}
