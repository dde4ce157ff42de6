//! What any web product needs: values, languages, time, secrets, configuration, the database, background tasks,
//! documents and web plumbing. It knows no word of the trade but ids and urls.

pub mod ids;
pub mod lang;
pub mod text;
pub mod email;
pub mod email_hint;
pub mod localized;
pub mod colour;
pub mod picture;
pub mod fold;
pub mod time;
pub mod countries;
pub mod i18n;
pub mod secret;
pub mod network;
pub mod config;
pub mod postgres;
pub mod db;
pub mod installation;
pub mod clock;
pub mod throttle;
pub mod pace;
pub mod worker;
pub mod metrics;
pub mod markdown;
pub mod calendar;
pub mod web;
