use super::*;

fn candidates_of(versions: &[(&str, &str)]) -> Vec<Candidate> {
    let candidate = |(path, version): &(&str, &str)| Candidate {
        path: PathBuf::from(path),
        version: Version::said_in(version).unwrap(),
    };
    versions.iter().map(candidate).collect()
}

#[test]
fn the_first_pair_of_the_same_major_version_is_taken() {
    let browsers = candidates_of(&[("/chromium", "141.0.1"), ("/chrome", "140.0.7")]);
    let drivers = candidates_of(&[("/old", "139.0.1"), ("/driver", "140.0.2")]);
    assert_eq!(fitting(&browsers, &drivers), Some((&browsers[1], &drivers[1])));
    assert_eq!(fitting(&browsers[..1], &drivers), None);
    assert_eq!(fitting(&[], &drivers), None);
}

#[test]
fn two_that_do_not_fit_are_named_with_their_places() {
    let browsers = candidates_of(&[("/a/chromium", "141.0.1"), ("/b/chrome", "142.0")]);
    let drivers = candidates_of(&[("/c/chromedriver", "140.0.2")]);
    assert_eq!(
        problem(&browsers, &drivers, System::Debian),
        "no two are of the same major version: Chromium 141.0.1 at /a/chromium, \
         Chromium 142.0 at /b/chrome, ChromeDriver 140.0.2 at /c/chromedriver; \
         install both with `sudo apt-get install chromium chromium-driver`; \
         or name two that fit in CHROME and CHROMEDRIVER"
    );
}

#[test]
fn what_is_missing_is_told_with_the_systems_advice() {
    let chromium = candidates_of(&[("/chromium", "141.0.1")]);
    let driver = candidates_of(&[("/driver", "140.0.2")]);
    let told =
        |browsers: &[Candidate], drivers: &[Candidate]| problem(browsers, drivers, System::MacOs);
    let none = told(&[], &[]);
    assert!(
        none.starts_with(
            "Chromium and ChromeDriver are missing; install both with \
             `brew install --cask google-chrome chromedriver`, then"
        ),
        "{none}"
    );
    let start = "ChromeDriver is missing (Chromium 141.0.1 at /chromium is there); ";
    assert!(told(&chromium, &[]).starts_with(start));
    let start = "Chromium is missing (ChromeDriver 140.0.2 at /driver is there); ";
    assert!(told(&[], &driver).starts_with(start));
}

#[test]
fn what_does_not_say_its_version_is_no_candidate() {
    let cargo = std::env::var("CARGO").unwrap();
    let usual = ["/no/such/browser", "/bin/false", &*cargo];
    let found = candidates("NO_SUCH_VARIABLE_HERE", &usual).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].path, PathBuf::from(cargo));
}

#[test]
fn the_sandbox_is_given_up_for_root_only() {
    assert!(flags_for(true).contains(&"--no-sandbox"));
    assert!(!flags_for(false).iter().any(|flag| flag.contains("sandbox")));
}

#[test]
fn flags_can_be_told_in_one_variable() {
    assert!(flags_for(true).iter().all(|flag| flag.starts_with("--") && !flag.contains(' ')));
}

#[test]
fn the_runner_is_told_program_and_flags() {
    assert_eq!(
        capabilities("/usr/bin/chromium", &["--headless=new", "--disable-gpu"]),
        "{\"goog:chromeOptions\":{\"binary\":\"/usr/bin/chromium\",\
         \"args\":[\"--headless=new\",\"--disable-gpu\"]}}\n"
    );
}
