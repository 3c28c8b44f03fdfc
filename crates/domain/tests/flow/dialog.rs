//! The dialog's fields: what is wrong, what is offered instead, what is sent.

use domain::{
    Edit, FieldName, Flow, Form, FormErrors, OnBehalfOf, Refreshable, Scope,
    api::OrganizationTokens,
};

use crate::samples::{World, config};
use domain::Event;

fn form(scope: &str, audience: &str, validity: &str) -> Form {
    Form {
        scope: scope.into(),
        audience: audience.into(),
        validity: validity.into(),
        ..Form::default()
    }
}

fn errors(form: &Form) -> Vec<(FieldName, String)> {
    let errors = form.parse(&config()).unwrap_err();
    [FieldName::OnBehalfOf, FieldName::Scope, FieldName::Audience, FieldName::Validity]
        .into_iter()
        .filter_map(|field| errors.of(field).map(|error| (field, error.to_string())))
        .collect()
}

#[test]
fn the_prefilled_form_asks_for_the_membership() {
    let wish = Form::prefilled(&config()).parse(&config()).unwrap();
    assert_eq!(wish.scope.to_string(), "user:memberof:moehaha");
    assert_eq!(wish.audience.to_string(), "moehaha");
    assert_eq!(wish.validity, None);
    assert_eq!(wish.refreshable, Refreshable::No);
}

#[test]
fn all_mistakes_are_said_at_once() {
    assert_eq!(
        errors(&form("", "a b", "soon")),
        [
            (FieldName::Scope, "name at least one scope".to_owned()),
            (
                FieldName::Audience,
                "the audience `a b` contains a blank; separate several audiences by commas".into()
            ),
            (
                FieldName::Validity,
                "the validity `soon` is not a number of seconds, like 3600 or 15m".into()
            ),
        ]
    );
}

#[test]
fn offline_access_becomes_the_wish_for_a_refreshable_token() {
    let wish = form("user:memberof:moehaha, offline_access", "moehaha", "").parse(&config());
    let wish = wish.unwrap();
    assert_eq!(wish.scope.to_string(), "user:memberof:moehaha");
    assert_eq!(wish.refreshable, Refreshable::Yes);
    assert_eq!(
        errors(&form("offline_access", "", "")),
        [(FieldName::Scope, "name at least one scope".to_owned())]
    );
}

#[test]
fn a_scope_that_is_never_granted_is_refused_before_the_redirect() {
    for scope in ["organization:owner", "user:admin", "profile", "email"] {
        let said = errors(&form(scope, "", ""));
        assert_eq!(said.len(), 1);
        assert!(said[0].1.contains(scope), "{said:?}");
    }
}

#[test]
fn the_offered_correction_is_taken_by_one_event() {
    let world = World::default();
    let asking = Flow::Asking {
        form: form("memberof:moehaha user:name", "moehaha", ""),
        errors: FormErrors::default(),
        behind: None,
    };
    let (asking, _) = world.step(asking, Event::Confirmed);
    let (asking, _) = world.step(asking, Event::Edited(Edit::CorrectionTaken(FieldName::Scope)));
    let Flow::Asking { form, errors, .. } = &asking else { panic!("{asking:?}") };
    assert_eq!(form.scope, "user:memberof:moehaha,user:name");
    assert_eq!(errors.first(), None);
    assert!(form.parse(&config()).is_ok());
}

#[test]
fn a_suggestion_is_put_in_and_taken_out() {
    let world = World::default();
    let team = Scope::parse("user:memberof:moehaha.team").unwrap();
    let toggle = |flow| world.step(flow, Event::Edited(Edit::ScopeToggled(team.clone()))).0;
    let scope = |flow: &Flow| match flow {
        Flow::Asking { form, .. } => form.scope.clone(),
        other => panic!("{other:?}"),
    };
    let asking = world.step(Flow::new(), Event::GenerateRequested).0;
    let asking = toggle(asking);
    assert_eq!(scope(&asking), "user:memberof:moehaha, user:memberof:moehaha.team");
    assert_eq!(scope(&toggle(asking)), "user:memberof:moehaha");
}

#[test]
fn the_organizations_token_is_offered_and_bounded_by_the_operator() {
    let organization = |audience: &str| Form {
        on_behalf_of: OnBehalfOf::Organization,
        ..form("ignored", audience, "")
    };
    let wish = organization("api.example").parse(&config()).unwrap();
    assert_eq!(wish.scope.to_string(), "user:memberof:moehaha");
    assert_eq!(wish.audience.to_string(), "api.example");
    assert_eq!(
        errors(&organization("elsewhere")),
        [(
            FieldName::Audience,
            "the audience `elsewhere` is not allowed in the organization's token; \
             allowed are: moehaha,api.example"
                .to_owned()
        )]
    );
    let longer = Form { validity: "2h".into(), ..organization("moehaha") };
    let errors = longer.parse(&config()).unwrap_err();
    let error = errors.of(FieldName::Validity).unwrap();
    assert_eq!(error.sentence, "the organization's token is valid for 3600 seconds at most");
    assert_eq!(error.correction.as_deref(), Some("3600"));
    let mut off = config();
    off.organization_tokens = OrganizationTokens::Off;
    assert_eq!(
        organization("moehaha").parse(&off).unwrap_err().first().unwrap().sentence,
        "this service does not offer the token of moehaha; ask for your own"
    );
}

#[test]
fn an_audience_that_the_organizations_token_cannot_have_gives_way_at_the_switch() {
    let world = World::default();
    let switched = |audience: &str| {
        let asking = Flow::Asking {
            form: form("user:name", audience, ""),
            errors: FormErrors::default(),
            behind: None,
        };
        let edit = Edit::OnBehalfOf(OnBehalfOf::Organization);
        match world.step(asking, Event::Edited(edit)).0 {
            Flow::Asking { form, .. } => form.audience,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(switched("elsewhere"), "moehaha");
    assert_eq!(switched("two words"), "moehaha");
    assert_eq!(switched("api.example"), "api.example");
}
