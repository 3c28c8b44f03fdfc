//! A person's sign-in, from the address to go to up to the code that comes back.

use std::fmt;

use domain::{
    AudienceSet, AuthorizationCode, ClientId, CodeVerifier, RedirectUri, Refreshable, Scope,
    ScopeSet, Validity,
    itsyouonline::authorize::{self, AuthorizeError, Callback, CallbackError, callback},
};
use provider::CodeRedemption;

/// A sign-in under way. It holds the verifier, so it is kept where only this program can read it,
/// and used for one person and one code.
///
/// ```
/// use client::{AudienceSet, Refreshable, RedirectUri, ScopeSet};
/// # use client::{ClientBuilder, ClientId, ClientSecret, KeySet, PublicKey};
/// # use demo::{IdentityOptions, IdentityServer};
/// # #[tokio::main]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let options = IdentityOptions::demo("the secret", ["http://127.0.0.1:"]);
/// # let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
/// # let server = IdentityServer::start(listener, options)?;
/// # let keys = KeySet::from(PublicKey::from_pem(&server.public_key_pem())?);
/// # let id = ClientId::parse("moehaha")?;
/// # let client = ClientBuilder::new(id, ClientSecret::parse("the secret")?, keys)
/// #     .identity_server(&server.base_url())
/// #     .build()?;
/// # let random = [7; 32];
/// let redirect_uri = RedirectUri::parse("http://127.0.0.1:8094/")?;
/// let scope = ScopeSet::parse("user:memberof:moehaha")?;
/// let sign_in = client.sign_in(redirect_uri, scope, random)?;
/// println!("Sign in at {}", sign_in.address());
///
/// // The browser comes back to the redirect URI with this behind the question mark.
/// # let query = format!("code=HUgOar3eDNVxo3PQZ-oHBKBdXDVc&{}", sign_in.address().rsplit('&').next().unwrap());
/// let code = sign_in.code(&query)?;
/// let audience = AudienceSet::parse("moehaha")?;
/// let redemption = sign_in.redemption(&code, &audience, None, Refreshable::No);
/// let granted = client.token_from_code(&redemption).await;
/// # assert_eq!(granted.unwrap_err().code(), "code-refused");
/// # server.shutdown().await?;
/// # Ok(())
/// # }
/// ```
///
/// The same without Rust: open
///
/// ```text
/// https://itsyou.online/v1/oauth/authorize?response_type=code&client_id=moehaha&redirect_uri=http://127.0.0.1:8094/&scope=user:memberof:moehaha&state=<something nobody can guess>
/// ```
///
/// and, within ten seconds of coming back with the same state,
///
/// ```text
/// curl --fail-with-body https://itsyou.online/v1/oauth/access_token \
///   --data grant_type=authorization_code --data client_id=moehaha \
///   --data-urlencode client_secret@client-secret \
///   --data code=<code> --data state=<state> --data redirect_uri=http://127.0.0.1:8094/ \
///   --data response_type=id_token --data aud=moehaha
/// ```
pub struct SignIn {
    verifier: CodeVerifier,
    redirect_uri: RedirectUri,
    scope: ScopeSet,
    address: String,
}

impl SignIn {
    pub(crate) fn begin(
        endpoint: &str,
        client_id: &ClientId,
        redirect_uri: RedirectUri,
        scope: ScopeSet,
        random: [u8; 32],
    ) -> Result<Self, AuthorizeError> {
        let verifier = CodeVerifier::from_random(random);
        // It is asked for with the token; at the authorization endpoint it can never be granted.
        let asked = scope.without(Scope::OFFLINE_ACCESS);
        let state = verifier.state();
        let address = authorize::url(endpoint, client_id, &redirect_uri, &asked, &state)?;
        Ok(Self { verifier, redirect_uri, scope, address })
    }

    /// Where to send the person.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Where the person comes back to.
    pub fn redirect_uri(&self) -> &RedirectUri {
        &self.redirect_uri
    }

    /// The code from the query of the address that the person came back to. The state has to be the
    /// one of this sign-in.
    ///
    /// # Errors
    /// When there is no code, one of another sign-in, or anything twice.
    pub fn code(&self, query: &str) -> Result<AuthorizationCode, SignInError> {
        let (state, outcome) = match callback(query).map_err(SignInError::Callback)? {
            Callback::None => return Err(SignInError::NoCode),
            Callback::Code { code, state } => (state, Ok(code)),
            Callback::Refused { error, state } => (state, Err(SignInError::Refused { error })),
        };
        if state == self.verifier.state() { outcome } else { Err(SignInError::ForeignState) }
    }

    /// What [`Client::token_from_code`](crate::Client::token_from_code) takes.
    pub fn redemption<'a>(
        &'a self,
        code: &'a AuthorizationCode,
        audience: &'a AudienceSet,
        validity: Option<Validity>,
        refreshable: Refreshable,
    ) -> CodeRedemption<'a> {
        let Self { verifier, redirect_uri, scope, .. } = self;
        CodeRedemption { code, verifier, redirect_uri, scope, audience, validity, refreshable }
    }
}

impl fmt::Debug for SignIn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SignIn")
            .field("verifier", &self.verifier)
            .field("redirect_uri", &self.redirect_uri)
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

/// Why what came back is not the end of this sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInError {
    /// The address cannot be taken for an answer.
    Callback(CallbackError),
    /// Neither a code nor an error stands in the address.
    NoCode,
    /// The answer belongs to another sign-in.
    ForeignState,
    /// The identity server says no.
    Refused {
        /// Its word for it, made safe to show.
        error: String,
    },
}

impl SignInError {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Callback(error) => error.code(),
            Self::NoCode => "callback-no-code",
            Self::ForeignState => "callback-foreign-state",
            Self::Refused { .. } => "sign-in-refused",
        }
    }

    /// What the person can do.
    pub fn hint(&self) -> String {
        let hint = match self {
            Self::NoCode => "Give the whole address at which the sign-in ended, with its `code`.",
            Self::Callback(_) | Self::ForeignState | Self::Refused { .. } => {
                "Begin the sign-in again, and finish that one."
            }
        };
        hint.to_owned()
    }
}

impl fmt::Display for SignInError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Callback(error) => error.fmt(formatter),
            Self::NoCode => formatter.write_str("the address has no `code`"),
            Self::ForeignState => {
                formatter.write_str("the `state` in the address is not that of this sign-in")
            }
            Self::Refused { error } => {
                write!(formatter, "the identity server refused the sign-in: {error}")
            }
        }
    }
}

impl std::error::Error for SignInError {}
