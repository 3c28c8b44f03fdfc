//! The checks one by one, and the four answers that are kept apart.

use domain::{
    UnixTime,
    api::PageConfig,
    judge::{
        Answers, CheckName, Outcome, Profile, ProfileName, Reason, SignatureState, Verdict, judge,
    },
    jwt::{Algorithm, SignatureError, UntrustedJwt, VerifySignature},
};

use crate::{PENDING, local_time, organization, profile, token_with};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const MEMBER: &str = r#"{"iss":"itsyouonline","username":"bob","scope":["user:memberof:moehaha"],"exp":12600,"azp":"moehaha"}"#;

fn verdict(payload: &str, signature: &SignatureState) -> Verdict {
    judge(&token_with(payload), signature, &profile(), UnixTime::from_seconds(1000))
}

fn in_lines(verdict: &Verdict) -> String {
    let line = |check: &domain::judge::Check| {
        let remedy = check.remedy.as_deref().unwrap_or("-");
        let (label, outcome) = (check.name.label(), check.outcome);
        format!("{label} {outcome}: {} / {} / {remedy}\n", check.found, check.expected)
    };
    verdict.checks.iter().map(line).collect()
}

#[test]
fn every_check_says_what_it_found() {
    assert_eq!(
        in_lines(&verdict(MEMBER, &SignatureState::Valid)),
        "Issuer passed: itsyouonline / itsyouonline / -\n\
         Algorithm passed: ES384 / ES384 / -\n\
         Signature passed: that of the identity server's key / that of the identity server's key / -\n\
         Not expired passed: expires in 3 hours / an end that lies ahead / -\n\
         Already valid does not apply: none named / a beginning that lies behind / -\n\
         Audience does not apply: none / moehaha, or none / -\n\
         Membership passed: member of moehaha / the token of moehaha itself, or the scope user:memberof:moehaha / -\n"
    );
}

#[test]
fn every_failure_says_what_to_do() {
    let payload = r#"{"iss":"evil","username":"eve","scope":"","exp":940,"nbf":8200,"aud":"x"}"#;
    assert_eq!(
        in_lines(&verdict(payload, &SignatureState::Invalid(SignatureError::Mismatch))),
        "Issuer failed: evil / itsyouonline / Generate a token at itsyouonline.\n\
         Algorithm passed: ES384 / ES384 / -\n\
         Signature failed: the signature does not match / that of the identity server's key / The token was changed after it was signed, or signed by somebody else. Generate a new one.\n\
         Not expired failed: expired 1 minute ago / an end that lies ahead / Generate a new token.\n\
         Already valid failed: valid in 2 hours / a beginning that lies behind / Wait a moment, and check the clock of this device.\n\
         Audience failed: x / moehaha, or none / Generate a token with the audience moehaha.\n\
         Membership failed: no membership / the token of moehaha itself, or the scope user:memberof:moehaha / Ask an owner of moehaha to invite you; then generate a new token.\n"
    );
}

#[test]
fn a_signature_that_nobody_checked_opens_no_door() {
    let unchecked = verdict(MEMBER, &PENDING);
    assert_eq!(unchecked.headline(&organization(), local_time), "Accepted by moehaha until 12600");
    assert_eq!(unchecked.caveat(), Some("the signature is not checked yet"));
    assert!(!unchecked.grants_access());
    assert_eq!(
        unchecked.answers(),
        Answers {
            decoded: Outcome::Pass,
            signature: Outcome::NotChecked,
            valid_now: Outcome::Pass,
            accepted: Outcome::NotChecked,
        }
    );
    let checked = verdict(MEMBER, &SignatureState::Valid);
    assert_eq!(checked.caveat(), None);
    assert!(checked.grants_access());
    assert_eq!((checked.hint(), checked.answers().accepted), (None, Outcome::Pass));
}

#[test]
fn a_wrong_signature_comes_before_time_and_access() {
    let wrong = verdict(MEMBER, &SignatureState::Invalid(SignatureError::Mismatch));
    assert_eq!(
        wrong.headline(&organization(), local_time),
        "Refused by moehaha: the signature does not match"
    );
    assert_eq!(wrong.caveat(), None);
    assert_eq!(wrong.refusal().unwrap().reason(), Reason::Malformed);
    assert_eq!(
        wrong.answers(),
        Answers {
            decoded: Outcome::Pass,
            signature: Outcome::Fail,
            valid_now: Outcome::Pass,
            accepted: Outcome::Fail,
        }
    );
}

#[test]
fn the_four_answers_are_independent() {
    let expired = verdict(&MEMBER.replace("12600", "1000"), &SignatureState::Valid).answers();
    assert_eq!((expired.signature, expired.valid_now), (Outcome::Pass, Outcome::Fail));
    let other = verdict(&MEMBER.replace("memberof:moehaha", "name"), &SignatureState::Valid);
    assert_eq!(
        other.answers(),
        Answers {
            decoded: Outcome::Pass,
            signature: Outcome::Pass,
            valid_now: Outcome::Pass,
            accepted: Outcome::Fail,
        }
    );
    assert_eq!(
        other.hint().unwrap(),
        "Generate a token with the scope `user:memberof:moehaha`. If you have asked for it, \
         you are not a member: ask an owner of moehaha to invite you."
    );
}

struct AnyKey;

impl VerifySignature for AnyKey {
    fn algorithm(&self) -> Algorithm {
        Algorithm::Es384
    }

    fn is_valid(&self, _: &[u8], _: &[u8]) -> bool {
        true
    }
}

#[test]
fn a_verified_token_counts_as_checked() {
    let jwt: UntrustedJwt = token_with(MEMBER);
    let now = UnixTime::from_seconds(1000);
    assert_eq!(SignatureState::from(jwt.check_signature(&AnyKey)), SignatureState::Valid);
    assert_eq!(
        SignatureState::from(Err(SignatureError::Mismatch)),
        SignatureState::Invalid(SignatureError::Mismatch)
    );
    let verified = jwt.verify(&AnyKey).unwrap();
    assert!(domain::judge::judge_verified(&verified, &profile(), now).grants_access());
}

#[test]
fn the_page_judges_as_it_is_configured() {
    let config = |keys: &str| -> PageConfig {
        serde_json::from_str(&format!(
            r#"{{"authorization_endpoint":"https://identity.example/v1/oauth/authorize","dialect":"itsyouonline",
                "client_id":"portal","organization":"moehaha","profile":"cockpit","issuer":"itsyouonline","keys":{keys},
                "scopes":[],"redirect_uris":[],"organization_tokens":"off","organization_audiences":[]}}"#
        ))
        .unwrap()
    };
    assert_eq!(Profile::from(&config("[]")), profile());
    assert_eq!(Profile::from(&config(r#"[{"kty":"EC","alg":"ES384"}]"#)), profile());
    let es256 =
        Profile::from(&config(r#"[{"kty":"oct","alg":"HS256"},{"kty":"EC","alg":"ES256"}]"#));
    assert_eq!(es256, Profile { algorithms: vec![Algorithm::Es256], ..profile() });
    let of = |name: &str| format!(r#"{{"kty":"EC","alg":"{name}"}}"#);
    let several = ["EdDSA", "ES384", "EdDSA", "ES384", "RS256"].map(of).join(",");
    assert_eq!(
        Profile::from(&config(&format!("[{several}]"))).algorithms,
        [Algorithm::EdDsa, Algorithm::Es384, Algorithm::Rs256]
    );
}

#[test]
fn names_for_programs_are_stable() {
    let checks: Vec<_> = ProfileName::Cockpit.checks().iter().map(|name| name.code()).collect();
    assert_eq!(
        checks,
        ["issuer", "algorithm", "signature", "expiry", "not-before", "audience", "authorization"]
    );
    assert_eq!(ProfileName::Cockpit.as_str(), "cockpit");
    assert_eq!(CheckName::Authorization.label(), "Membership");
    let outcomes = [Outcome::Pass, Outcome::Fail, Outcome::NotApplicable, Outcome::NotChecked];
    assert_eq!(outcomes.map(Outcome::code), ["pass", "fail", "not-applicable", "not-checked"]);
    let reasons = [
        Reason::NoToken,
        Reason::Malformed,
        Reason::Expired,
        Reason::WrongAudience,
        Reason::NotAuthorized,
    ];
    assert_eq!(
        reasons.map(|reason| format!("{}: {reason}", reason.code())),
        [
            "no-token: the request carries no token",
            "malformed: the token cannot be read, or is not the identity server's",
            "expired: your JWT has expired",
            "wrong-audience: the token is for another audience",
            "not-authorized: the token's owner is not authorized",
        ]
    );
}
