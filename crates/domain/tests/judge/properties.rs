//! Whatever a token says, judging ends with a verdict that hangs together.

use domain::{
    UnixTime,
    judge::{
        Answer, Outcome, Profile, ProfileName, SignatureState, Signatures, Unchecked, judge, report,
    },
    jwt::SignatureError,
};
use proptest::prelude::*;

use crate::{PENDING, local_time, organization, profile, token_with};

fn times() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0), 0..2000_u64, Just(u64::MAX), any::<u64>()]
}

fn signatures() -> impl Strategy<Value = SignatureState> {
    prop_oneof![
        Just(PENDING),
        Just(SignatureState::NotChecked(Unchecked::NoKeys)),
        Just(SignatureState::Valid),
        Just(SignatureState::Invalid(SignatureError::Mismatch)),
    ]
}

/// Claims of which some are right.
fn payloads() -> impl Strategy<Value = String> {
    let member = prop_oneof![
        Just(r#""iss":"itsyouonline""#.to_owned()),
        Just(r#""globalid":"moehaha""#.to_owned()),
        Just(r#""aud":["moehaha"]"#.to_owned()),
        Just(r#""scope":["user:memberof:moehaha"]"#.to_owned()),
        ".{0,12}".prop_map(|text| format!(r#""scope":{}"#, serde_json::Value::from(text))),
        ".{0,12}".prop_map(|text| format!(r#""username":{}"#, serde_json::Value::from(text))),
        ".{0,12}".prop_map(|text| format!(r#""aud":{}"#, serde_json::Value::from(text))),
        (0.0..3000.0_f64).prop_map(|time| format!(r#""exp":{time}"#)),
        (0.0..3000.0_f64).prop_map(|time| format!(r#""nbf":{time}"#)),
    ];
    prop::collection::vec(member, 0..6).prop_map(|mut members| {
        let name = |member: &String| member.split(':').next().map(str::to_owned);
        members.sort();
        members.dedup_by_key(|member| name(member));
        format!("{{{}}}", members.join(","))
    })
}

fn profiles() -> impl Strategy<Value = Profile> {
    (prop::sample::select(ProfileName::ALL.to_vec()), prop_oneof![Just(0), 0..400_u64])
        .prop_map(|(name, leeway)| Profile { name, leeway, ..profile() })
}

proptest! {
    #[test]
    fn the_answer_follows_from_the_checks(
        payload in payloads(), signature in signatures(), now in times(), leeway in times(),
        profile in profiles(),
    ) {
        let profile = Profile { leeway, ..profile };
        let verdict = judge(&token_with(&payload), &signature, &profile, UnixTime::from_seconds(now));
        let failed = verdict.checks.iter().any(|check| check.outcome == Outcome::Fail);
        prop_assert_eq!(failed, verdict.refusal().is_some());
        for check in &verdict.checks {
            let advised = matches!(check.outcome, Outcome::Fail | Outcome::Flagged);
            prop_assert_eq!(advised, check.remedy.is_some());
        }
        prop_assert!(!verdict.headline(&organization(), local_time).is_empty());
        if let Answer::Accepted { until: Some(until), .. } = verdict.answer {
            prop_assert!(UnixTime::from_seconds(now) < until);
        }
    }

    #[test]
    fn only_a_checked_signature_opens_a_door(
        payload in payloads(), signature in signatures(), now in times(),
    ) {
        let checked = signature == SignatureState::Valid;
        let verdict = judge(&token_with(&payload), &signature, &profile(), UnixTime::from_seconds(now));
        prop_assert!(checked || !verdict.grants_access());
    }

    /// Time takes a token away, and never gives it back.
    #[test]
    fn expired_stays_expired(payload in payloads(), now in times(), later in times()) {
        let expired = |now| {
            let jwt = token_with(&payload);
            let verdict = judge(&jwt, &SignatureState::Valid, &profile(), UnixTime::from_seconds(now));
            verdict.answers().valid_now == Outcome::Fail
                && verdict.checks.iter().any(|check| check.found.starts_with("expired"))
        };
        prop_assert!(!expired(now) || expired(now.saturating_add(later)));
    }

    /// What the report says of the time and what the verdict says never contradict each other.
    #[test]
    fn valid_now_agrees_with_the_verdict(
        payload in payloads(), profile in profiles(), now in 0..3000_u64,
    ) {
        let jwt = token_with(&payload);
        let report =
            report(&jwt, &Signatures::pending(), Some(&profile), UnixTime::from_seconds(now));
        let of_verdict = report.verdict.unwrap().answers().valid_now;
        let of_report = report.answers.valid_now;
        // Only the strict demand an end of a token.
        let demanded = profile.name == ProfileName::Strict
            && jwt.peek_claims().expires_at.is_none();
        if demanded {
            prop_assert_eq!(of_verdict, Outcome::Fail);
        } else {
            prop_assert_eq!(of_verdict, of_report);
        }
    }

    /// Whatever keys the person gives.
    #[test]
    fn accepted_only_by_the_apis_keys(
        payload in payloads(), profile in profiles(), by_api in signatures(),
        by_given in prop::option::of(signatures()), now in 0..3000_u64,
    ) {
        let jwt = token_with(&payload);
        let now = UnixTime::from_seconds(now);
        let signatures = Signatures { by_api: by_api.clone(), by_given };
        let full = report(&jwt, &signatures, Some(&profile), now);
        prop_assert!(by_api == SignatureState::Valid || full.answers.accepted != Outcome::Pass);
        let alone = Signatures { by_given: None, ..signatures };
        prop_assert_eq!(full.verdict, report(&jwt, &alone, Some(&profile), now).verdict);
    }
}
