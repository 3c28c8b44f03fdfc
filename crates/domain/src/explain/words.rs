//! What the members of tokens are for. The texts stand in lines: as code they would take twice the
//! bytes of the page.

/// RFC 7519 §4.1, `OpenID` Connect Core §2, §3.3.2.11 and §5.1, RFC 9068 §2.2, and `ItsYou.online`'s.
const CLAIMS: &str = "\
iss who issued it
sub whom it is about
aud for whom it is meant
exp when it expires
nbf from when on it is valid
iat when it was issued
jti its own identifier
username whose token it is
globalid the organization whose own token it is
scope what it allows
azp the application it was issued to
client_id the application it was issued to
refresh_token lets whoever holds it renew the token; its value is not shown
auth_time when the person signed in
acr how strongly the person was authenticated
amr by which means the person was authenticated
nonce binds it to one sign-in
at_hash binds it to an access token
c_hash binds it to an authorization code
roles the person's roles
groups the person's groups
entitlements what the person is entitled to
name the person's full name
given_name the person's first name
family_name the person's surname
middle_name the person's middle name
nickname what the person is called
preferred_username how the person likes to be addressed
profile the person's profile page
picture a picture of the person
website the person's web site
email the person's email address
email_verified whether that email address was verified
gender the person's gender
birthdate the person's birthday
zoneinfo the person's time zone
locale the person's language
phone_number the person's phone number
phone_number_verified whether that phone number was verified
address the person's postal address
updated_at when what it says about the person last changed";

/// RFC 7515 §4.1, RFC 7519 §5, RFC 7797 §3.
const HEADER: &str = "\
alg how it is signed, as it says itself
typ what kind of token it is
cty what its payload is
kid which of the issuer's keys signed it
crit what a reader has to understand
b64 whether its payload is base64url
jku where keys are said to be; nothing is fetched
jwk a key that it brings along; it proves nothing
x5u where a certificate is said to be; nothing is fetched
x5c certificates that it brings along; they prove nothing
x5t the fingerprint of a certificate (SHA-1)
x5t#S256 the fingerprint of a certificate";

/// What a claim is for; empty where that is not known.
pub(super) fn of_claim(name: &str) -> &'static str {
    if name.starts_with("user:") {
        return "what the scope of this name tells about the person";
    }
    line(CLAIMS, name)
}

/// What a member of the header is for; empty where that is not known.
pub(super) fn of_header(name: &str) -> &'static str {
    line(HEADER, name)
}

fn line(lines: &'static str, name: &str) -> &'static str {
    let mut lines = lines.lines().filter_map(|line| line.split_once(' '));
    lines.find(|(one, _)| *one == name).map_or("", |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_by_its_own_name_only() {
        for (lines, count) in [(CLAIMS, 41), (HEADER, 12)] {
            let mut names: Vec<_> = lines.lines().map(|it| it.split_once(' ').unwrap()).collect();
            assert_eq!(names.len(), count);
            for (name, words) in &names {
                assert_eq!(line(lines, name), *words, "{name}");
                assert!(!words.ends_with('.') && words.trim() == *words, "{name}");
            }
            names.sort_unstable();
            names.dedup_by_key(|(name, _)| *name);
            assert_eq!(names.len(), count);
        }
        for unknown in ["", " ", "is", "iss ", "iss who", "ISS", "users", "username\n", "toString"]
        {
            assert_eq!((of_claim(unknown), of_header(unknown)), ("", ""));
        }
    }

    #[test]
    fn header_and_claims_are_two_things() {
        assert_eq!(of_claim("alg"), "");
        assert_eq!(of_header("exp"), "");
        assert_eq!(of_header("alg"), "how it is signed, as it says itself");
    }

    #[test]
    fn a_scope_can_be_a_claim() {
        assert_eq!(
            of_claim("user:email:main"),
            "what the scope of this name tells about the person"
        );
    }
}
