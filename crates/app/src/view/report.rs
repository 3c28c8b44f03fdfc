//! What the page says about a token, wherever it comes from: the verdict above it, and all that
//! stands behind the verdict below.

use domain::{
    CopyFormat, HeldToken, Notice,
    api::Grant,
    inspect::{InspectEvent, InspectNotice, Inspection},
    judge::{Profile, Report, Signatures},
    jwt::UntrustedJwt,
};
use yew::{Callback, Html, MouseEvent, html};

use super::{Page, checks, claims, findings, grant, timeline, verdict};

/// A token, and what is known about it.
pub(super) struct Subject<'a> {
    pub(super) jwt: &'a UntrustedJwt,
    pub(super) signatures: Signatures,
    /// By which rules it is judged, once the settings are here.
    pub(super) profile: Option<Profile>,
    pub(super) report: Report,
    /// What was asked for and what was granted, where this page asked.
    pub(super) grants: Option<(&'a Grant, &'a Grant)>,
    /// Wants the claims in the clipboard.
    pub(super) on_copy: Callback<MouseEvent>,
    /// What came of that.
    pub(super) copied: Option<Notice>,
}

impl<'a> Subject<'a> {
    /// The token that the sign-in brought.
    pub(super) fn held(held: &'a HeldToken, said: Option<Notice>, page: &Page<'_>) -> Self {
        let (signatures, profile) = (held.signatures(), page.profile());
        Self {
            jwt: &held.jwt,
            report: page.report(&held.jwt, &signatures, profile.as_ref()),
            signatures,
            profile,
            grants: Some((&held.asked, &held.granted)),
            on_copy: page.on(|| domain::Event::CopyRequested(CopyFormat::Claims)),
            copied: said.filter(|said| is_about_claims(*said)),
        }
    }

    /// The token that is being inspected, if there is one.
    pub(super) fn inspected(inspection: &'a Inspection, page: &Page<'_>) -> Option<Self> {
        let jwt = inspection.jwt()?;
        let copied = match inspection.notice {
            Some(InspectNotice::Copied) => Some(Notice::Copied(CopyFormat::Claims)),
            Some(InspectNotice::CopyRefused) => Some(Notice::CopyRefused(CopyFormat::Claims)),
            Some(InspectNotice::KeysRead) | None => None,
        };
        let profile = page.profile();
        Some(Self {
            jwt,
            signatures: inspection.signatures.clone(),
            report: page.report(jwt, &inspection.signatures, profile.as_ref()),
            profile,
            grants: None,
            on_copy: page.on_inspect(|| InspectEvent::CopyRequested),
            copied,
        })
    }
}

/// Whether a notice belongs to the claims, and not to the token above them.
pub(super) const fn is_about_claims(notice: Notice) -> bool {
    matches!(notice, Notice::Copied(CopyFormat::Claims) | Notice::CopyRefused(CopyFormat::Claims))
}

/// Above the token.
pub(super) fn verdict(subject: &Subject<'_>, page: &Page<'_>) -> Html {
    verdict::view(subject, page)
}

/// Below the token.
pub(super) fn details(subject: &Subject<'_>, page: &Page<'_>) -> Html {
    html! {
        <>
            { checks::view(subject, page) }
            { findings::view(&subject.report.findings) }
            { grant::view(subject.grants) }
            { timeline::view(subject.jwt.peek_claims(), page.moment) }
            { claims::view(subject, page) }
            { claims::header(subject) }
        </>
    }
}
