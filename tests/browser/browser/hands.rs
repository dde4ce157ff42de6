//! What hands and habits do beside the one click that is meant: press a button over and over, let the browser fill in a
//! form.

use chromiumoxide::cdp::browser_protocol::autofill::{Address, AddressField, TriggerParams};
use chromiumoxide::cdp::browser_protocol::dom::DescribeNodeParams;
use chromiumoxide::cdp::browser_protocol::input::{
    DispatchMouseEventParams, DispatchMouseEventType, MouseButton,
};
use futures_util::future::join_all;

use super::{Browser, Key};

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
