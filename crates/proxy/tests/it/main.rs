//! The proxy in process, with the demo identity server behind it: one file per route or rule.

mod authorization_code;
mod call;
mod captured;
mod catalogue;
mod client_settings;
mod configuration;
mod configured_keys;
mod derive;
mod description_address;
mod embedding;
mod health;
mod logs;
mod odd_api;
mod openapi;
mod organization;
mod origins;
mod page;
mod presented;
mod public_config;
mod refresh;
mod request_rules;
mod serving;
mod support;
mod unusable_settings;
