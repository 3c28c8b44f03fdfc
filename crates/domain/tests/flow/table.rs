//! Every event in every state: the whole machine on one page.

use std::fmt::Write as _;

use domain::{Effect, Flow};

use crate::samples::{World, events, states};

#[test]
fn every_event_in_every_state() {
    let mut table = String::new();
    for (state, flow) in states() {
        writeln!(table, "{state}").unwrap();
        for (event, happened) in events() {
            let before = format!("{flow:?}");
            let (after, effects) = World::default().step(flow.clone(), happened);
            if format!("{after:?}") == before && effects.is_empty() {
                continue;
            }
            let effects: Vec<_> = effects.iter().map(brief).collect();
            writeln!(table, "    {event} -> {}: {}", named(&after), effects.join(", ")).unwrap();
        }
    }
    insta::assert_snapshot!(table);
}

/// A new state or event must come into the table.
#[test]
fn the_table_leaves_no_state_out() {
    let mut names: Vec<_> = states().iter().map(|(_, flow)| flow.name()).collect();
    names.dedup();
    names.sort_unstable();
    names.dedup();
    assert_eq!(
        names,
        [
            "asking",
            "deriving",
            "exchanging",
            "failed",
            "holding",
            "idle",
            "in-popup",
            "minting",
            "narrowing",
            "redirecting",
            "renewing",
        ]
    );
}

fn named(flow: &Flow) -> String {
    match flow {
        Flow::InPopup { popup, .. } => format!("in-popup ({popup:?})"),
        Flow::Idle { notice: Some(notice), .. } => format!("idle ({notice:?})"),
        Flow::Holding { notice: Some(notice), .. } => format!("holding ({notice:?})"),
        Flow::Failed { failure, retry, .. } => format!("failed ({}, {retry:?})", failure.code()),
        Flow::Asking { errors, .. } if errors.first().is_some() => "asking (with errors)".into(),
        Flow::Narrowing { errors, .. } if errors.first().is_some() => {
            "narrowing (with errors)".into()
        }
        other => other.name().into(),
    }
}

fn brief(effect: &Effect) -> String {
    match effect {
        Effect::Remember(_) => "remember".into(),
        Effect::Forget(_) => "forget".into(),
        Effect::Redirect(_) => "redirect".into(),
        Effect::Stay => "stay".into(),
        Effect::OpenPopup(_) => "open popup".into(),
        Effect::ClosePopup => "close popup".into(),
        Effect::CleanAddressBar => "clean address bar".into(),
        Effect::RestoreAddress(rest) => format!("restore address {rest}"),
        Effect::Send(call) => match &call.bearer {
            Some(_) => format!("send to {} with bearer", call.body.path()),
            None => format!("send to {}", call.body.path()),
        },
        Effect::CheckSignature(_) => "check signature".into(),
        Effect::Copy(format, _) => format!("copy {format:?}"),
        Effect::SelectToken => "select token".into(),
        Effect::WakeAt(_) => "wake".into(),
        Effect::Announce(_) => "announce".into(),
        Effect::Focus(target) => format!("focus {target:?}"),
    }
}
