//! What hands and habits do beside the one click that is meant: press a button over and over, go back, let the browser
//! fill in a form.

use chromiumoxide::cdp::browser_protocol::autofill::{Address, AddressField, TriggerParams};
use chromiumoxide::cdp::browser_protocol::dom::DescribeNodeParams;
use chromiumoxide::cdp::browser_protocol::fetch::{self, ContinueRequestParams, EventRequestPaused};
use chromiumoxide::cdp::browser_protocol::input::{
    DispatchMouseEventParams, DispatchMouseEventType, MouseButton,
};
use chromiumoxide::cdp::browser_protocol::page::{GetNavigationHistoryParams, NavigateToHistoryEntryParams};
use futures_util::StreamExt as _;
use futures_util::future::join_all;

use super::{Browser, Key};
use crate::patience::STEP;

impl Browser {
    /// Clicks `times` times where one click leads to another page, before that page can have come.
    pub async fn hammer(&mut self, selector: &str, times: i64) -> u16 {
        let (x, y) = self.aim(selector).await;
        let event = |kind, count| {
            let event = DispatchMouseEventParams::builder()
                .r#type(kind)
                .x(x)
                .y(y)
                .button(MouseButton::Left)
                .click_count(count)
                .build();
            self.run(event.expect("complete"))
        };
        let departure = self.depart().await;
        // They go out in this order, and none waits for the answer to the one before.
        join_all((1..=times).flat_map(|count| {
            [
                event(DispatchMouseEventType::MousePressed, count),
                event(DispatchMouseEventType::MouseReleased, count),
            ]
        }))
        .await;
        self.arrive(departure, selector).await
    }

    /// Presses Enter `times` times where once leads to another page, before that page can have come.
    pub async fn enter_often(&mut self, times: usize) -> u16 {
        let departure = self.depart().await;
        join_all((0..times).map(|_| self.press(Key::Enter))).await;
        self.arrive(departure, "Enter, again and again").await
    }

    /// Clicks where that leads to another page, and has a look at this one while the request is held up on its way.
    pub async fn meanwhile<T>(&mut self, selector: &str, look: impl AsyncFnOnce(&Self) -> T) -> (T, u16) {
        let mut paused = self
            .page
            .event_listener::<EventRequestPaused>()
            .await
            .expect("what is held up");
        self.run(fetch::EnableParams::default()).await;
        let departure = self.depart().await;
        self.click(selector).await;
        let request = tokio::time::timeout(STEP, paused.next())
            .await
            .unwrap_or_else(|_| panic!("{selector} sends nothing within {STEP:?}"))
            .expect("a request");
        let seen = look(self).await;
        self.run(ContinueRequestParams::new(request.request_id.clone()))
            .await;
        self.run(fetch::DisableParams::default()).await;
        (seen, self.arrive(departure, selector).await)
    }

    /// The browser's own way back.
    pub async fn back(&mut self) {
        let history = self.run(GetNavigationHistoryParams::default()).await;
        let before = usize::try_from(history.current_index - 1).expect("a page before");
        let left: String = self.look("location.href").await;
        self.run(NavigateToHistoryEntryParams::new(history.entries[before].id))
            .await;
        crate::patience::until("the page before is there", async || {
            let arrived = format!(
                "location.href !== {} && document.readyState === 'complete'",
                super::quoted(&left)
            );
            self.try_look::<bool>(&arrived)
                .await
                .unwrap_or(false)
                .then_some(())
        })
        .await;
    }

    /// Has the browser fill in what it knows of somebody, from the field that `selector` finds.
    pub async fn autofill(&self, selector: &str, person: &[(&str, &str)]) {
        let object = self.object(selector).await;
        let field = self
            .run(DescribeNodeParams::builder().object_id(object).build())
            .await
            .node
            .backend_node_id;
        let fields = person
            .iter()
            .map(|(name, value)| AddressField::new(*name, *value));
        let trigger = TriggerParams::builder()
            .field_id(field)
            .address(Address::new(fields.collect()))
            .build();
        self.run(trigger.expect("complete")).await;
    }
}
