//! A program that does what a browser with bob before it does, and keeps what its address bar shows at the
//! end where nobody answers.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

/// Follows an address, signs bob in, and consents. An address below the redirect URI is one that nobody
/// answers: bob copies it from the address bar, into the pipe `pasted`.
const PROGRAM: &str = r#"#!/bin/sh
set -eu
address=$1
cookies=<folder>/cookies.$$
go() {
  curl --silent --show-error --output /dev/null --cookie "$cookies" --cookie-jar "$cookies" \
    --write-out '%{redirect_url}' "$@"
}
while :; do
  case $address in
    <redirect URI>*) echo "$address" > <folder>/pasted; exit ;;
    <identity server>/v1/*) address=$(go "$address") ;;
    <identity server>/*) address=$(go --data username=bob "$address") ;;
    http*) go "$address"; exit ;;
    *) echo "the browser got nowhere: $1" >&2; exit 1 ;;
  esac
done
"#;

/// Puts the program where it is found as the system's browser.
pub(crate) fn install(path: &Path, folder: &Path, identity_server: &str, redirect_uri: &str) {
    let program = PROGRAM
        .replace("<folder>", &folder.display().to_string())
        .replace("<identity server>", identity_server)
        .replace("<redirect URI>", redirect_uri);
    fs::write(path, program).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o700)).unwrap();
}
