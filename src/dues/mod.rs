//! Charges and payments as they happened: what somebody was asked for when she registered, line by line, with the rules that it
//! follows from. An entry is written once and stays, whatever the terms say later.

mod model;
mod queries;

pub use model::{Charge, ChargedLine};
pub use queries::{
    NewCharge, NewPayment, Open, find_charges, list_open, list_payments, list_unpaid, record_charges,
    record_payment,
};
