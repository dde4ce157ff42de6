//! The programs that others have written to check pages with. `scripts/install checkers` fetches them, pinned by
//! their digests; they lie under `target/` and are no part of the repository.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// axe-core, to be run on a page.
pub fn axe() -> &'static str {
    static AXE: LazyLock<String> =
        LazyLock::new(|| std::fs::read_to_string(file("axe.min.js")).expect("a script"));
    &AXE
}

/// What the Nu Html Checker says of these files, as JSON.
pub fn html(files: impl Iterator<Item = PathBuf>) -> Vec<u8> {
    let mut java = Command::new("java");
    java.arg("-jar")
        .arg(file("vnu.jar"))
        .args(["--format", "json", "--stdout", "--exit-zero-always"])
        .args(files);
    java.output()
        .unwrap_or_else(|error| panic!("java: {error}. {MISSING}"))
        .stdout
}

const MISSING: &str = "`make test` installs what the tests need, and so does `scripts/install checkers`.";

fn file(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .with_file_name("checkers")
        .join(name);
    assert!(path.is_file(), "{} is missing. {MISSING}", path.display());
    path
}
