//! Somebody at a browser: opens pages, reads them, types, presses keys, clicks.
//!
//! A step waits for what it causes and for nothing longer: one that leads to another page is over when that page has
//! loaded. Every page is looked over as it arrives (title, one heading, language, no complaint in the console, nothing
//! fetched from elsewhere), so that no test has to remember to.
//!
//! Scripts are run from here only to look. What a person does goes in as mouse and keyboard, hence works the
//! same where a page may run no script.

mod hands;
mod inspect;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chromiumoxide::cdp::browser_protocol::dom::{
    GetContentQuadsParams, ScrollIntoViewIfNeededParams, SetFileInputFilesParams,
};
use chromiumoxide::cdp::browser_protocol::emulation::{
    SetDeviceMetricsOverrideParams, SetScriptExecutionDisabledParams, SetUserAgentOverrideParams,
};
use chromiumoxide::cdp::browser_protocol::input::{
    DispatchKeyEventParams, DispatchKeyEventType, InsertTextParams,
};
use chromiumoxide::cdp::browser_protocol::log::{self, EventEntryAdded, LogEntryLevel, LogEntrySource};
use chromiumoxide::cdp::browser_protocol::network::{
    EventRequestWillBeSent, EventResponseReceived, LoaderId, ResourceType,
};
use chromiumoxide::cdp::browser_protocol::page::{
    CaptureScreenshotParams, EventLifecycleEvent, GetFrameTreeParams, GetLayoutMetricsParams, NavigateParams,
    Viewport,
};
use chromiumoxide::cdp::js_protocol::runtime::{
    CallArgument, CallFunctionOnParams, ConsoleApiCalledType, EvaluateParams, EventConsoleApiCalled,
    EventExceptionThrown, RemoteObjectId,
};
use chromiumoxide::layout::Point;
use chromiumoxide::listeners::EventStream;
use chromiumoxide::{Command, Page};
use futures_util::{FutureExt as _, Stream, StreamExt as _};
use lanyard::platform::lang::Lang;
use serde::Deserialize;
use serde::de::DeserializeOwned;

pub use self::inspect::Glasses;
use crate::patience::{STEP, until};

/// A key.
#[derive(Clone, Copy, Debug)]
pub enum Key {
    Enter,
    Escape,
    Space,
    Tab,
    /// One that writes something.
    Letter(char),
}

/// A window with one page.
pub struct Browser {
    page: Page,
    base: String,
    language: Lang,
    heard: Heard,
    /// By which the page as it stands came.
    loader: Option<LoaderId>,
    /// A program of ours that every page has, if any.
    at_hand: OnceLock<&'static str>,
}

/// What the browser tells of its own accord.
struct Heard {
    requests: EventStream<EventRequestWillBeSent>,
    responses: EventStream<EventResponseReceived>,
    entries: EventStream<EventEntryAdded>,
    calls: EventStream<EventConsoleApiCalled>,
    exceptions: EventStream<EventExceptionThrown>,
}

/// A page about to be left.
struct Departure {
    loads: EventStream<EventLifecycleEvent>,
    left: LoaderId,
}

/// What every page has to have.
#[derive(Debug, Deserialize)]
struct Outline {
    title: String,
    headings: usize,
    language: String,
}

impl Browser {
    pub(crate) async fn new(page: Page, base: String, language: Lang, user_agent: &str) -> Self {
        let heard = Heard {
            requests: page.event_listener().await.expect("requests"),
            responses: page.event_listener().await.expect("responses"),
            entries: page.event_listener().await.expect("the log"),
            calls: page.event_listener().await.expect("the console"),
            exceptions: page.event_listener().await.expect("exceptions"),
        };
        let browser = Self {
            page,
            base,
            language,
            heard,
            loader: None,
            at_hand: OnceLock::new(),
        };
        browser.run(log::EnableParams::default()).await;
        let identity = SetUserAgentOverrideParams::builder()
            .user_agent(user_agent)
            .accept_language(language.code())
            .build();
        browser.run(identity.expect("complete")).await;
        browser.look_through(Glasses::default()).await;
        browser.resize(1280, 900).await;
        browser
    }

    /// From now on pages run no script of their own.
    pub async fn disable_script(&self) {
        self.run(SetScriptExecutionDisabledParams::new(true)).await;
    }

    pub async fn resize(&self, width: u32, height: u32) {
        // Not as a phone: those zoom out of a page that is too wide, and hide it.
        self.run(SetDeviceMetricsOverrideParams::new(width, height, 1.0, false))
            .await;
        until("the window has its size", async || {
            let size: (u32, u32) = self.look("[innerWidth, innerHeight]").await;
            (size == (width, height)).then_some(())
        })
        .await;
    }

    /// Opens an address and says with which status the page came.
    pub async fn visit(&mut self, address: &str) -> u16 {
        let url = if address.starts_with('/') {
            format!("{}{address}", self.base)
        } else {
            address.to_owned()
        };
        let departure = self.depart().await;
        self.run(NavigateParams::new(url)).await;
        self.arrive(departure, address).await
    }

    /// Clicks on what leads to another page, and says with which status that came.
    pub async fn follow(&mut self, selector: &str) -> u16 {
        let departure = self.depart().await;
        self.click(selector).await;
        self.arrive(departure, selector).await
    }

    /// Presses Enter where that leads to another page, and says with which status that came.
    pub async fn enter(&mut self) -> u16 {
        let departure = self.depart().await;
        self.press(Key::Enter).await;
        self.arrive(departure, "Enter").await
    }

    /// Clicks into the middle of an element, which must be what is seen there.
    pub async fn click(&self, selector: &str) {
        let (x, y) = self.aim(selector).await;
        self.page
            .click(Point::new(x, y))
            .await
            .unwrap_or_else(|error| panic!("click on {selector}: {error}"));
    }

    /// The middle of an element, scrolled to, which must be what is seen there.
    async fn aim(&self, selector: &str) -> (f64, f64) {
        // What is about to be said anew may push it elsewhere; people see that and wait, too.
        until("the page is at rest", async || {
            let is_busy: bool = self.look("!!document.querySelector('[aria-busy=true]')").await;
            (!is_busy).then_some(())
        })
        .await;
        let object = self.object(selector).await;
        self.run(
            ScrollIntoViewIfNeededParams::builder()
                .object_id(object.clone())
                .build(),
        )
        .await;
        let quads = self
            .run(GetContentQuadsParams::builder().object_id(object.clone()).build())
            .await
            .quads;
        let corners = quads
            .first()
            .unwrap_or_else(|| panic!("{selector} is not to be seen"))
            .inner();
        let middle = |axis: usize| corners.iter().skip(axis).step_by(2).sum::<f64>() / 4.0;
        let (x, y) = (middle(0), middle(1));
        let hit = CallFunctionOnParams::builder()
            .object_id(object)
            .function_declaration(
                "function (x, y) { return this.contains(document.elementFromPoint(x, y)); }",
            )
            .arguments([x, y].map(|number| CallArgument::builder().value(number).build()))
            .return_by_value(true)
            .build();
        let hit = self.run(hit.expect("complete")).await.result.value;
        assert_eq!(hit, Some(true.into()), "{selector} is covered by something else");
        (x, y)
    }

    pub async fn press(&self, key: Key) {
        let letter;
        let (name, code, text) = match key {
            Key::Enter => ("Enter", 13, Some("\r")),
            Key::Escape => ("Escape", 27, None),
            Key::Space => (" ", 32, Some(" ")),
            Key::Tab => ("Tab", 9, None),
            Key::Letter(c) => {
                letter = c.to_string();
                (
                    letter.as_str(),
                    i64::from(u32::from(c.to_ascii_uppercase())),
                    Some(letter.as_str()),
                )
            }
        };
        for kind in [DispatchKeyEventType::KeyDown, DispatchKeyEventType::KeyUp] {
            let mut event = DispatchKeyEventParams::builder()
                .key(name)
                .windows_virtual_key_code(code);
            if let (DispatchKeyEventType::KeyDown, Some(text)) = (&kind, text) {
                event = event.text(text);
            }
            self.run(event.r#type(kind).build().expect("complete")).await;
        }
    }

    /// Presses Tab until the focus is on an element, as somebody without a mouse would.
    pub async fn tab_to(&self, selector: &str) {
        for _ in 0..100 {
            if self
                .look(&format!("document.activeElement.matches({})", quoted(selector)))
                .await
            {
                return;
            }
            self.press(Key::Tab).await;
        }
        panic!("Tab does not lead to {selector}");
    }

    /// Types into a field whatever script it takes: the text goes in as from an input method, not key by key.
    pub async fn type_into(&self, selector: &str, text: &str) {
        self.click(selector).await;
        self.look::<()>("document.activeElement.select()").await;
        self.run(InsertTextParams::new(text)).await;
        assert_eq!(
            self.property::<String>(selector, "value").await,
            text,
            "{selector} takes what is typed"
        );
    }

    /// Types where the focus is.
    pub async fn type_here(&self, text: &str) {
        self.run(InsertTextParams::new(text)).await;
        assert_eq!(self.look::<String>("document.activeElement.value").await, text);
    }

    /// Chooses from a list, which Chromium draws outside of the page, where no click of ours reaches.
    pub async fn choose(&self, selector: &str, value: &str) {
        let script = format!("{}.value = {}", found(selector), quoted(value));
        self.look::<String>(&script).await;
        assert_eq!(
            self.property::<String>(selector, "value").await,
            value,
            "{selector} offers it"
        );
    }

    /// Chooses a file of this machine, as the window that Chromium opens for it would.
    pub async fn attach(&self, selector: &str, file: &Path) {
        let field = self
            .page
            .find_element(selector)
            .await
            .expect("the field is there");
        let files = SetFileInputFilesParams::builder()
            .file(file.to_string_lossy())
            .backend_node_id(field.backend_node_id)
            .build()
            .expect("a file");
        self.page.execute(files).await.expect("the field takes it");
    }

    /// The text of the first match, white space collapsed.
    pub async fn text(&self, selector: &str) -> String {
        self.look(&format!(
            "{}.textContent.replace(/\\s+/g, ' ').trim()",
            found(selector)
        ))
        .await
    }

    /// The texts of all matches.
    pub async fn texts(&self, selector: &str) -> Vec<String> {
        let selector = quoted(selector);
        self.look(&format!("Array.from(document.querySelectorAll({selector}), e => e.textContent.replace(/\\s+/g, ' ').trim())"))
            .await
    }

    pub async fn property<T: DeserializeOwned>(&self, selector: &str, name: &str) -> T {
        self.look(&format!("{}[{}]", found(selector), quoted(name))).await
    }

    pub async fn title(&self) -> String {
        self.look("document.title").await
    }

    /// The path of the page.
    pub async fn path(&self) -> String {
        self.look("location.pathname").await
    }

    /// What all visible controls of the page's form hold: a text, what is chosen, whether it is ticked.
    pub async fn form(&self) -> BTreeMap<String, String> {
        self.look(
            "Object.fromEntries(Array.from(document.querySelectorAll('main form [id][name]'), \
             e => [e.id, e.matches('[type=checkbox], [type=radio]') ? String(e.checked) : e.value]))",
        )
        .await
    }

    /// The whole page, however long, as PNG.
    pub async fn screenshot(&self) -> Vec<u8> {
        self.screenshot_down_to(f64::INFINITY).await
    }

    /// The upper part of the page.
    pub async fn screenshot_down_to(&self, height: f64) -> Vec<u8> {
        let size = self.run(GetLayoutMetricsParams::default()).await.css_content_size;
        let shot = CaptureScreenshotParams::builder()
            .clip(Viewport {
                x: 0.0,
                y: 0.0,
                width: size.width,
                height: size.height.min(height),
                scale: 1.0,
            })
            .capture_beyond_viewport(true)
            .build();
        BASE64_STANDARD.decode(self.run(shot).await.data).expect("base64")
    }

    /// Closes the window, after a last look into its console.
    pub async fn close(mut self) {
        self.listen("the end").await;
        self.page.close().await.expect("the window closes");
    }

    async fn depart(&self) -> Departure {
        let loads = self.page.event_listener().await.expect("lifecycle events");
        Departure {
            loads,
            left: self
                .run(GetFrameTreeParams::default())
                .await
                .frame_tree
                .frame
                .loader_id,
        }
    }

    async fn arrive(&mut self, mut departure: Departure, through: &str) -> u16 {
        let frame = self.run(GetFrameTreeParams::default()).await.frame_tree.frame.id;
        let arrival = async {
            while let Some(event) = departure.loads.next().await {
                if event.name == "load" && event.frame_id == frame && event.loader_id != departure.left {
                    return event.loader_id.clone();
                }
            }
            panic!("{through}: Chromium has gone");
        };
        let loader = tokio::time::timeout(STEP, arrival)
            .await
            .unwrap_or_else(|_| panic!("{through} leads nowhere within {STEP:?}"));
        let statuses = self.listen(through).await;
        let status = statuses
            .iter()
            .rev()
            .find_map(|(of, status)| (*of == loader).then_some(*status));
        self.loader = Some(loader);
        let outline: Outline = self
            .look("({title: document.title, headings: document.querySelectorAll('h1').length, language: document.documentElement.lang})")
            .await;
        let url = self.look::<String>("location.href").await;
        assert!(!outline.title.trim().is_empty(), "{url} has no title");
        assert_eq!(outline.headings, 1, "{url}: number of h1");
        assert_eq!(
            outline.language,
            self.language.html_tag(),
            "{url}: language of the page"
        );
        status.unwrap_or_else(|| panic!("{url} came without a status"))
    }

    /// Makes sure that nothing complained and nothing came from elsewhere, and returns the statuses of pages.
    async fn listen(&mut self, during: &str) -> Vec<(LoaderId, u16)> {
        // What was told before the first answer has reached our streams by the second.
        for _ in 0..2 {
            self.look::<()>("undefined").await;
        }
        let mut complaints = Vec::new();
        let mut statuses = Vec::new();
        for request in waiting(&mut self.heard.requests) {
            let url = &request.request.url;
            if !url.starts_with(&format!("{}/", self.base)) && !url.starts_with("data:") {
                complaints.push(format!("fetched from elsewhere: {url}"));
            }
        }
        let mut refused = Vec::new();
        for response in waiting(&mut self.heard.responses) {
            if response.r#type == ResourceType::Document {
                let status = u16::try_from(response.response.status).expect("a status");
                if status >= 400 {
                    refused.push(response.response.url.clone());
                }
                statuses.push((response.loader_id.clone(), status));
            }
        }
        for entry in waiting(&mut self.heard.entries)
            .into_iter()
            .map(|event| event.entry.clone())
        {
            // A page that comes with 404 or 422 is noted as failed to load; that is what it says, and tests look at it.
            let is_the_page = entry.source == LogEntrySource::Network
                && entry.url.as_ref().is_some_and(|url| refused.contains(url));
            if entry.level == LogEntryLevel::Error && !is_the_page {
                complaints.push(format!("{} {}", entry.text, entry.url.unwrap_or_default()));
            }
        }
        for call in waiting(&mut self.heard.calls) {
            if matches!(
                call.r#type,
                ConsoleApiCalledType::Error | ConsoleApiCalledType::Assert
            ) {
                complaints.push(format!("console.error: {:?}", call.args));
            }
        }
        for thrown in waiting(&mut self.heard.exceptions) {
            complaints.push(format!("exception: {:?}", thrown.exception_details));
        }
        assert!(complaints.is_empty(), "{during}: {complaints:#?}");
        statuses
    }

    async fn object(&self, selector: &str) -> RemoteObjectId {
        let evaluation = self.run(EvaluateParams::new(found(selector))).await;
        if let Some(thrown) = evaluation.exception_details {
            panic!(
                "{}",
                thrown
                    .exception
                    .and_then(|thrown| thrown.description)
                    .unwrap_or(thrown.text)
            );
        }
        evaluation.result.object_id.expect("an element")
    }

    /// What an expression is worth on the page as it stands.
    pub async fn look<T: DeserializeOwned>(&self, expression: &str) -> T {
        let evaluation = EvaluateParams::builder()
            .expression(expression)
            .return_by_value(true)
            .build();
        let evaluation = self.run(evaluation.expect("complete")).await;
        if let Some(thrown) = evaluation.exception_details {
            panic!(
                "{}",
                thrown
                    .exception
                    .and_then(|thrown| thrown.description)
                    .unwrap_or(thrown.text)
            );
        }
        let value = evaluation.result.value.unwrap_or_default();
        serde_json::from_value(value).unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    async fn run<C: Command>(&self, command: C) -> C::Response {
        let method = command.identifier();
        match tokio::time::timeout(STEP, self.page.execute(command)).await {
            Ok(Ok(answer)) => answer.result,
            Ok(Err(error)) => panic!("{method}: {error}"),
            Err(late) => panic!("{method}: no answer within {STEP:?}: {late}"),
        }
    }
}

/// What a stream holds by now.
fn waiting<T>(stream: &mut (impl Stream<Item = T> + Unpin)) -> Vec<T> {
    std::iter::from_fn(|| stream.next().now_or_never().flatten()).collect()
}

/// An expression that is the first match, or says what page lacks it.
fn found(selector: &str) -> String {
    let selector = quoted(selector);
    format!(
        "(document.querySelector({selector}) ?? \
         (() => {{ throw new Error('nothing matches ' + {selector} + ' on ' + location.href + '\\n' + document.body.innerText); }})())"
    )
}

/// A text as a script spells it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A page with every kind of fault that [`Browser`] promises to notice is noticed; else the other tests could not be
/// trusted.
mod tests {
    use super::*;
    use crate::chromium::Chromium;
    use crate::support::TestApp;

    async fn visit(body: &str, script: bool) -> String {
        let app = TestApp::start().await;
        let chromium = Chromium::start().await;
        let mut window = chromium.window(&app, Lang::En).await;
        if !script {
            window.disable_script().await;
        }
        window
            .visit(&format!(
                "data:text/html,<html lang=en><title>A page</title>{body}"
            ))
            .await;
        let title = window.title().await;
        window.close().await;
        title
    }

    #[tokio::test(flavor = "multi_thread")]
    #[should_panic(expected = "fetched from elsewhere: http://example.org/spy.png")]
    async fn what_comes_from_elsewhere_is_noticed() {
        visit("<h1>A page</h1><img src='http://example.org/spy.png'>", true).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    #[should_panic(expected = "console.error")]
    async fn a_complaint_in_the_console_is_noticed() {
        visit("<h1>A page</h1><script>console.error('broken')</script>", true).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    #[should_panic(expected = "number of h1")]
    async fn a_page_without_its_heading_is_noticed() {
        visit("<h2>A page</h2>", true).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn script_runs_unless_it_is_disabled() {
        let page = "<h1>A page</h1><script>document.title = 'Changed'</script>";
        assert_eq!(visit(page, true).await, "Changed");
        assert_eq!(visit(page, false).await, "A page");
    }
}
