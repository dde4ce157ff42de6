//! How fast a rule set of 10 categories, 4 price periods and 3 currencies answers.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a benchmark says so when it fails"
)]

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use lanyard::terms::engine::{Order, Paid, Participant, Times, quote, refund};
use lanyard::terms::facts::Facts;
use lanyard::terms::file::{TermsFile, read};

fn terms() -> TermsFile {
    let mut text =
        String::from("[conference]\nname = \"Bench\"\nzone = \"Europe/Moscow\"\nstarts = \"2027-06-14\"\n");
    for (name, until) in [
        ("early", "2027-02-01"),
        ("regular", "2027-04-01"),
        ("late", "2027-06-01"),
    ] {
        let _ = writeln!(text, "[[period]]\nname = \"{name}\"\nuntil = \"{until}\"");
    }
    text.push_str("[[period]]\nname = \"last\"\n");
    for category in 0..10 {
        let _ = writeln!(
            text,
            "[[category]]\nkey = \"c{category}\"\n[[fee]]\ncategory = \"c{category}\""
        );
        text.push_str("prices = { ");
        for (index, period) in ["early", "regular", "late", "last"].into_iter().enumerate() {
            let price = 100 + category * 10 + index * 50;
            let comma = if index == 0 { "" } else { ", " };
            let _ = write!(
                text,
                "{comma}{period} = [\"{price} EUR\", \"{price} USD\", \"{price}00 RUB\"]"
            );
        }
        text.push_str(" }\n");
    }
    text.push_str(
        "[[tax]]\nmode = \"included\"\nrate = 20\n\
         [[refund]]\nuntil = \"2027-05-01\"\npercent = 100\nminus = [\"25 EUR\", \"25 USD\"]\n\
         [[refund]]\nuntil = \"7 days before start\"\npercent = 50\n[[refund]]\npercent = 0\n",
    );
    read(&text).unwrap()
}

fn answers(criterion: &mut Criterion) {
    let file = terms();
    let calendar = file.calendar();
    let times = Times::at("2027-04-15T09:00:00Z".parse().unwrap());
    let order = Order {
        participants: vec![Participant::of("c9")],
        currency: "USD".parse().ok(),
        ..Order::default()
    };
    let paid = [Paid {
        item: "fee".to_owned(),
        amount: "340 USD".parse().unwrap(),
        tax: 0,
        persons: 1,
    }];
    let mut group = criterion.benchmark_group("terms");
    group.throughput(Throughput::Elements(1));
    group.bench_function("quote", |bench| {
        bench.iter(|| quote(&file.rules, &calendar, black_box(&order), times).unwrap());
    });
    group.bench_function("refund", |bench| {
        bench.iter(|| {
            refund(
                &file.rules,
                &calendar,
                black_box(&paid),
                &Facts::default(),
                times.paid,
            )
            .unwrap()
        });
    });
    group.finish();
}

criterion_group!(benches, answers);
criterion_main!(benches);
