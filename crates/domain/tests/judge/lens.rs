//! What another API would say of the same token.

use domain::{
    Lens, LensChange,
    api::PageConfig,
    judge::{Profile, ProfileName},
};

use crate::profile;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn config() -> PageConfig {
    serde_json::from_str(
        r#"{"authorization_endpoint":"https://identity.example/v1/oauth/authorize","dialect":"itsyouonline",
            "client_id":"portal","organization":"moehaha","profile":"documented","issuer":"itsyouonline","keys":[],
            "scopes":[],"redirect_uris":[],"organization_tokens":"off","organization_audiences":[],"leeway":7}"#,
    )
    .unwrap()
}

fn of_settings() -> Profile {
    Profile { name: ProfileName::Documented, leeway: 7, ..profile() }
}

fn changed(changes: &[LensChange]) -> Lens {
    changes.iter().cloned().fold(Lens::default(), Lens::changed)
}

fn organization(name: &str) -> LensChange {
    LensChange::Organization(name.to_owned())
}

#[test]
fn at_first_it_is_that_of_the_settings() {
    let lens = Lens::default();
    assert_eq!(lens.profile(&config()), of_settings());
    assert!(!lens.differs_from(&config()));
    assert_eq!(lens.error(), None);
}

#[test]
fn profile_and_organization_are_chosen_apart() {
    let strict = LensChange::Profile(ProfileName::Strict);
    let lens = changed(std::slice::from_ref(&strict));
    assert_eq!(lens.profile(&config()), Profile { name: ProfileName::Strict, ..of_settings() });
    assert!(lens.differs_from(&config()));
    let lens = changed(&[organization(" acme.team "), strict]);
    let profile = lens.profile(&config());
    assert_eq!((profile.name, profile.organization.as_str()), (ProfileName::Strict, "acme.team"));
    assert_eq!((profile.issuer, profile.leeway), ("itsyouonline".to_owned(), 7));
}

#[test]
fn to_choose_what_is_set_changes_nothing() {
    let same = [LensChange::Profile(ProfileName::Documented), organization("moehaha")];
    assert!(!changed(&same).differs_from(&config()));
    let back = [organization("acme"), LensChange::Profile(ProfileName::Strict), LensChange::Reset];
    assert_eq!(changed(&back), Lens::default());
}

#[test]
fn what_is_no_organization_is_not_judged_by() {
    for name in ["a b", "a,b", "a:b"] {
        let lens = changed(&[organization(name)]);
        assert_eq!(lens.profile(&config()), of_settings(), "{name}");
        assert!(!lens.differs_from(&config()));
        assert!(lens.error().is_some(), "{name}");
        assert_eq!(lens.organization, name);
    }
    for name in ["", "  ", "acme"] {
        assert_eq!(changed(&[organization(name)]).error(), None);
    }
}
