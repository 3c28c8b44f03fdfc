//! The dialog's fields, and what is wrong with them.

use core::fmt;

use crate::{
    Audience, AudienceError, AudienceSet, OnBehalfOf, Refreshable, Scope, ScopeError, ScopeSet,
    Validity, ValidityError, Wish,
    api::{Grant, OrganizationTokens, PageConfig},
    flow::Edit,
    itsyouonline::authorize::{self, NeverGranted},
};

/// The dialog as filled in so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Whose token.
    pub on_behalf_of: OnBehalfOf,
    /// A comma-separated list of scopes.
    pub scope: String,
    /// A comma-separated list of audiences.
    pub audience: String,
    /// A number of seconds, or empty.
    pub validity: String,
    /// Whether the token is to be refreshable.
    pub refreshable: Refreshable,
}

/// The fields that can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldName {
    /// Whose token.
    OnBehalfOf,
    /// The scopes.
    Scope,
    /// The audiences.
    Audience,
    /// The validity.
    Validity,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Which one.
    pub field: FieldName,
    /// What is wrong, and what to do.
    pub sentence: String,
    /// What to write instead, where that is known.
    pub correction: Option<String>,
}

/// Everything that is wrong with the form, in the order of its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormErrors(Vec<FieldError>);

impl FormErrors {
    /// What is wrong with one field, if anything.
    pub fn of(&self, field: FieldName) -> Option<&FieldError> {
        self.0.iter().find(|error| error.field == field)
    }

    /// The first field with a mistake.
    pub fn first(&self) -> Option<&FieldError> {
        self.0.first()
    }

    /// How many fields are wrong.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn without(mut self, field: FieldName) -> Self {
        self.0.retain(|error| error.field != field);
        self
    }
}

impl Form {
    /// What always works: the person's membership of the organization, for the organization.
    pub fn prefilled(config: &PageConfig) -> Self {
        Self {
            scope: Scope::member_of(&config.organization).to_string(),
            audience: config.organization.to_string(),
            ..Self::default()
        }
    }

    /// The form that led to a wish.
    pub fn from_wish(wish: &Wish) -> Self {
        Self {
            on_behalf_of: wish.on_behalf_of,
            scope: wish.scope.to_string(),
            audience: wish.audience.to_string(),
            validity: wish
                .validity
                .map(|validity| validity.seconds().to_string())
                .unwrap_or_default(),
            refreshable: wish.refreshable,
        }
    }

    /// What a token grants, as far as it can be asked for again.
    pub fn of_granted(granted: &Grant) -> Self {
        let scope: ScopeSet = granted.scope.iter().filter_map(|it| Scope::parse(it).ok()).collect();
        Self { scope: scope.to_string(), audience: granted.audience.join(","), ..Self::default() }
    }

    /// Whether a scope is in the list as written.
    pub fn names_scope(&self, scope: &Scope) -> bool {
        self.scope.split(',').any(|part| part.trim() == scope.as_str())
    }

    /// The form after a change, and the errors that still stand: a changed field's error is gone.
    pub(super) fn edited(
        mut self,
        edit: Edit,
        errors: FormErrors,
        config: Option<&PageConfig>,
    ) -> (Self, FormErrors) {
        let field = match edit {
            Edit::OnBehalfOf(whose) => {
                self.on_behalf_of = whose;
                self.fit_audience(config);
                return (self, FormErrors::default());
            }
            Edit::Refreshable(refreshable) => {
                self.refreshable = refreshable;
                return (self, errors);
            }
            Edit::Scope(text) => self.set(FieldName::Scope, text),
            Edit::Audience(text) => self.set(FieldName::Audience, text),
            Edit::Validity(text) => self.set(FieldName::Validity, text),
            Edit::ScopeToggled(scope) => {
                let list = self.toggled(&scope);
                self.set(FieldName::Scope, list)
            }
            Edit::CorrectionTaken(field) => {
                match errors.of(field).and_then(|error| error.correction.clone()) {
                    Some(correction) => self.set(field, correction),
                    None => return (self, errors),
                }
            }
        };
        (self, errors.without(field))
    }

    /// An audience that the organization's token cannot have gives way to one that it can.
    fn fit_audience(&mut self, config: Option<&PageConfig>) {
        let Some(config) = config.filter(|_| self.on_behalf_of == OnBehalfOf::Organization) else {
            return;
        };
        let error = parse_organization_audience(&self.audience, config).err();
        if let Some(correction) = error.and_then(|error| error.correction) {
            self.audience = correction;
        }
    }

    fn set(&mut self, field: FieldName, text: String) -> FieldName {
        match field {
            FieldName::OnBehalfOf => {}
            FieldName::Scope => self.scope = text,
            FieldName::Audience => self.audience = text,
            FieldName::Validity => self.validity = text,
        }
        field
    }

    /// The list of scopes with one more, or without the one that is there.
    fn toggled(&self, scope: &Scope) -> String {
        let named = self.names_scope(scope);
        let parts = self.scope.split(',').map(str::trim);
        let kept = parts.filter(|part| !part.is_empty() && *part != scope.as_str());
        kept.chain((!named).then_some(scope.as_str())).collect::<Vec<_>>().join(", ")
    }

    /// Reads the fields.
    ///
    /// `offline_access` among the scopes is taken for the wish to have a refreshable token, since
    /// the identity server wants to hear of it later than at the authorization.
    ///
    /// # Errors
    /// With everything that is wrong, field by field.
    pub fn parse(&self, config: &PageConfig) -> Result<Wish, FormErrors> {
        match self.on_behalf_of {
            OnBehalfOf::Myself => self.parse_own(),
            OnBehalfOf::Organization => self.parse_organization(config),
        }
    }

    /// Reads the fields as the wish for a narrower copy of a token that grants `granted`.
    ///
    /// # Errors
    /// With everything that is wrong, field by field; above all a scope that the token does not have.
    pub fn parse_narrower(&self, granted: &Grant) -> Result<Wish, FormErrors> {
        let scope = parse_scope(&self.scope).and_then(|scope| {
            match scope.iter().find(|one| !is_covered(one, granted)) {
                None => Ok(scope.without(Scope::OFFLINE_ACCESS)),
                Some(wider) => Err(FieldError::new(
                    FieldName::Scope,
                    format!("the token does not have the scope `{wider}`; a copy cannot have more"),
                )),
            }
        });
        let audience = AudienceSet::parse(&self.audience).map_err(FieldError::from);
        let validity = Validity::parse(&self.validity).map_err(FieldError::from);
        let (scope, audience, validity) = all(scope, audience, validity)?;
        let on_behalf_of = OnBehalfOf::Myself;
        Ok(Wish { on_behalf_of, scope, audience, validity, refreshable: Refreshable::No })
    }

    fn parse_own(&self) -> Result<Wish, FormErrors> {
        let scope = parse_scope(&self.scope);
        let audience = AudienceSet::parse(&self.audience).map_err(FieldError::from);
        let validity = Validity::parse(&self.validity).map_err(FieldError::from);
        let (scope, audience, validity) = all(scope, audience, validity)?;
        let offline = scope.contains(Scope::OFFLINE_ACCESS);
        Ok(Wish {
            on_behalf_of: OnBehalfOf::Myself,
            scope: scope.without(Scope::OFFLINE_ACCESS),
            audience,
            validity,
            refreshable: if offline { Refreshable::Yes } else { self.refreshable },
        })
    }

    /// The organization's token is asked for with the person's membership.
    fn parse_organization(&self, config: &PageConfig) -> Result<Wish, FormErrors> {
        let offered = offered(config);
        let audience = parse_organization_audience(&self.audience, config);
        let validity = parse_organization_validity(&self.validity, config);
        let ((), audience, validity) = all(offered, audience, validity)?;
        Ok(Wish {
            on_behalf_of: OnBehalfOf::Organization,
            scope: ScopeSet::from_iter([Scope::member_of(&config.organization)]),
            audience,
            validity,
            refreshable: Refreshable::No,
        })
    }
}

fn parse_scope(list: &str) -> Result<ScopeSet, FieldError> {
    let scope = ScopeSet::parse(list).map_err(FieldError::from)?;
    let at_authorize = scope.without(Scope::OFFLINE_ACCESS);
    if at_authorize.is_empty() {
        return Err(FieldError::new(FieldName::Scope, "name at least one scope".to_owned()));
    }
    authorize::check_scope(&at_authorize).map_err(FieldError::from)?;
    Ok(scope)
}

/// Membership is passed on downwards: whoever is a member of an organization is one of those below.
fn is_covered(scope: &Scope, granted: &Grant) -> bool {
    let below = |held: &str| {
        let held = Scope::parse(held).ok().and_then(|held| held.membership());
        held.zip(scope.membership()).is_some_and(|(held, asked)| asked.is_below(&held))
    };
    granted.scope.iter().any(|held| held == scope.as_str() || below(held))
}

fn offered(config: &PageConfig) -> Result<(), FieldError> {
    match config.organization_tokens {
        OrganizationTokens::Members => Ok(()),
        OrganizationTokens::Off => Err(FieldError::new(
            FieldName::OnBehalfOf,
            format!(
                "this service does not offer the token of {}; ask for your own",
                config.organization
            ),
        )),
    }
}

fn parse_organization_audience(list: &str, config: &PageConfig) -> Result<AudienceSet, FieldError> {
    let allowed = &config.organization_audiences;
    let correction = allowed.first().map(Audience::to_string);
    let audience = AudienceSet::parse(list)
        .map_err(|error| FieldError { correction: correction.clone(), ..error.into() })?;
    let Some(other) = audience.iter().find(|one| !allowed.contains(one)) else {
        return Ok(audience);
    };
    let allowed: AudienceSet = allowed.iter().cloned().collect();
    let sentence = format!(
        "the audience `{other}` is not allowed in the organization's token; allowed are: {allowed}"
    );
    Err(FieldError { correction, ..FieldError::new(FieldName::Audience, sentence) })
}

fn parse_organization_validity(
    text: &str,
    config: &PageConfig,
) -> Result<Option<Validity>, FieldError> {
    let validity = Validity::parse(text).map_err(FieldError::from)?;
    match (validity, config.organization_validity) {
        (Some(asked), Some(longest)) if asked > longest => {
            let longest = longest.seconds();
            let sentence =
                format!("the organization's token is valid for {longest} seconds at most");
            let correction = Some(longest.to_string());
            Err(FieldError { correction, ..FieldError::new(FieldName::Validity, sentence) })
        }
        (validity, _) => Ok(validity),
    }
}

fn all<A, B, C>(
    first: Result<A, FieldError>,
    second: Result<B, FieldError>,
    third: Result<C, FieldError>,
) -> Result<(A, B, C), FormErrors> {
    match (first, second, third) {
        (Ok(first), Ok(second), Ok(third)) => Ok((first, second, third)),
        (first, second, third) => {
            let errors = [first.err(), second.err(), third.err()];
            Err(FormErrors(errors.into_iter().flatten().collect()))
        }
    }
}

impl FieldError {
    fn new(field: FieldName, sentence: String) -> Self {
        Self { field, sentence, correction: None }
    }
}

impl From<ScopeError> for FieldError {
    fn from(error: ScopeError) -> Self {
        let correction = error.correction().map(str::to_owned);
        Self { correction, ..Self::new(FieldName::Scope, error.to_string()) }
    }
}

impl From<NeverGranted> for FieldError {
    fn from(error: NeverGranted) -> Self {
        Self::new(FieldName::Scope, format!("{error}; {}", error.hint()))
    }
}

impl From<AudienceError> for FieldError {
    fn from(error: AudienceError) -> Self {
        Self::new(FieldName::Audience, error.to_string())
    }
}

impl From<ValidityError> for FieldError {
    fn from(error: ValidityError) -> Self {
        Self::new(FieldName::Validity, error.to_string())
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.sentence)
    }
}
