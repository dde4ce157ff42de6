//! Chromium as a child process: found, started with a profile of its own, and gone when its test is, however that ends.
//!
//! chromiumoxide could start it, but would mix its own flags into ours and, when a test panics, leave the end of it to
//! a runtime that is ending itself. So a shell stands between: it ends the browser, with all the processes that one
//! has started, when our end of its standard input closes. The system sees to that even where no destructor runs.

use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::mpsc;

use chromiumoxide::cdp::browser_protocol::target::{CreateBrowserContextParams, CreateTargetParams};
use chromiumoxide::handler::HandlerConfig;
use futures_util::StreamExt as _;
use lanyard::platform::lang::Lang;
use tokio::task::JoinHandle;

use crate::browser::Browser;
use crate::patience::STEP;
use crate::support::TestApp;

/// Starts what its arguments say and kills it, and every process that stems from it, when there is nothing more to read.
const KEEPER: &str = r#""$@" & exec 2>/dev/null; read -r _; kill -KILL $!; wait; kill -KILL 0"#;

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// Where macOS keeps them.
const APPLICATIONS: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const FLAGS: &[&str] = &[
    "--headless",
    "--remote-debugging-port=0",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--mute-audio",
    "--force-color-profile=srgb",
    "--lang=en-US",
    // It shall do what the test does, and nothing on its own.
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-quic",
    "--disable-sync",
    "--password-store=basic",
    // Several people have their windows open at once; nobody's may doze.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    // Whatever it tries, it reaches nobody but this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
];

/// A running Chromium.
pub struct Chromium {
    devtools: chromiumoxide::Browser,
    pump: JoinHandle<()>,
    user_agent: String,
    _process: Process,
}

/// Its process, with everything it writes; gone when this is.
struct Process {
    keeper: Child,
    folder: PathBuf,
}

impl Chromium {
    pub async fn start() -> Self {
        let mut process = Process::start();
        let stderr = process.keeper.stderr.take().expect("its errors are piped");
        let address = match tokio::task::spawn_blocking(move || devtools_address(stderr))
            .await
            .expect("a thread")
        {
            Ok(address) => address,
            Err(said) => panic!("Chromium did not start; it said:\n{said}"),
        };
        // Windows say themselves how large they are.
        let config = HandlerConfig {
            viewport: None,
            request_timeout: STEP,
            ..HandlerConfig::default()
        };
        let (devtools, mut handler) = chromiumoxide::Browser::connect_with_config(address, config)
            .await
            .expect("Chromium can be talked to");
        // Ends with the connection; whoever still waits for an answer then hears of it.
        let pump = tokio::spawn(async move { while let Some(Ok(())) = handler.next().await {} });
        let user_agent = devtools
            .user_agent()
            .await
            .expect("a name")
            .replace("Headless", "");
        Self {
            devtools,
            pump,
            user_agent,
            _process: process,
        }
    }

    /// A window of somebody's own, with neither cookies nor anything else in common with the others.
    pub async fn window(&self, app: &TestApp, language: Lang) -> Browser {
        let context = self
            .devtools
            .create_browser_context(CreateBrowserContextParams::default())
            .await
            .expect("a context");
        let target = CreateTargetParams::builder()
            .url("about:blank")
            .browser_context_id(context)
            .build();
        let page = self
            .devtools
            .new_page(target.expect("complete"))
            .await
            .expect("a window");
        Browser::new(page, app.base(), language, &self.user_agent).await
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        self.pump.abort();
    }
}

impl Process {
    fn start() -> Self {
        let executable = executable();
        let folder = std::env::temp_dir()
            .join("lanyard-tests")
            .join(format!("chromium-{}", uuid::Uuid::now_v7().simple()));
        std::fs::create_dir_all(&folder).expect("a folder for the profile");
        let mut command = Command::new("/bin/sh");
        command.args(["-c", KEEPER, "keeper"]).arg(executable).args(FLAGS);
        command
            .arg(format!("--user-data-dir={}", folder.display()))
            .env("TMPDIR", &folder);
        // Chromium's sandbox refuses to work for root, who is who tests run as in containers.
        if std::fs::metadata(&folder).expect("the folder").uid() == 0 {
            command.arg("--no-sandbox");
        }
        let keeper = command
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            // A group of its own, so that the keeper can end all of it and nothing else.
            .process_group(0)
            .spawn()
            .expect("a shell");
        Self { keeper, folder }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        self.keeper.wait().ok();
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

fn executable() -> PathBuf {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return named.into();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).chain(["/usr/bin".into()]).collect();
    NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .chain(APPLICATIONS.map(PathBuf::from))
        .find(|candidate| candidate.is_file())
        .unwrap_or_else(|| {
            panic!(
                "The browser tests need Chromium, and there is none. `make test` installs what is missing, and so does \
                 `scripts/install browser`; CHROMIUM=/path/to/it names one elsewhere."
            )
        })
}

/// Where Chromium listens, as it says at its start; else everything it said.
fn devtools_address(stderr: ChildStderr) -> Result<String, String> {
    let (sender, receiver) = mpsc::channel();
    // Goes on reading as long as Chromium runs, which would stop at a full pipe.
    std::thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            sender.send(line).ok();
        }
    });
    let mut said = String::new();
    while let Ok(line) = receiver.recv_timeout(STEP) {
        if let Some(address) = line.strip_prefix("DevTools listening on ") {
            return Ok(address.to_owned());
        }
        said.push_str(&line);
        said.push('\n');
    }
    Err(said)
}
