use super::*;

const PRACTICE: &str = include_str!("../../../bridge/profiles/practice.toml");
const EXAMPLE: &str = include_str!("../../../bridge/profiles/example.toml");

/// The practice profile with the line that begins with `before` replaced.
fn with(before: &str, after: &str) -> String {
    assert_eq!(PRACTICE.lines().filter(|line| line.starts_with(before)).count(), 1, "{before}");
    let line = |line: &str| if line.starts_with(before) { after.to_owned() } else { line.to_owned() };
    PRACTICE.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn line_of(start: &str) -> usize {
    PRACTICE.lines().position(|line| line.starts_with(start)).unwrap() + 1
}

#[test]
fn the_practice_profile_tells_everything() {
    let profile = Profile::parse(PRACTICE).unwrap();
    let facility = Facility::from(&profile);
    assert_eq!(facility.locations.len(), 3);
    assert_eq!(facility.locations[1].opens_minutes_ahead.unwrap().get(), 4_320);
    assert_eq!(facility.locations[1].products.len(), 2);
    let connection = facility.connection.unwrap();
    assert!(connection.practice);
    assert_eq!(connection.url, "http://127.0.0.1:8010");
    assert_eq!(connection.answers.len(), 7);
    assert_eq!(connection.refresh.unwrap().field, "refresh_token");
}

#[test]
fn the_practice_profile_knows_the_practice_facilitys_refusals() {
    let answers = Profile::parse(PRACTICE).unwrap().answers;
    for (status, message, outcome) in [
        (403, "Booking is not yet open. It opens at 2026-11-19T09:00:00.000Z.", Outcome::NotOpenYet),
        (403, "This session is full.", Outcome::Full),
        (409, "This slot has already been taken.", Outcome::Full),
        (403, "You have reached the limit of 1 booking per day for X1.", Outcome::LimitReached),
        (409, "You already have a booking at this time.", Outcome::AlreadyBooked),
        (403, "This slot has already begun.", Outcome::Refused),
        (404, "There is no such slot.", Outcome::Refused),
        (401, "Unauthorized", Outcome::SignInNeeded),
        (429, "Too many requests.", Outcome::RateLimited),
        (500, "Internal server error", Outcome::Unclear),
    ] {
        assert_eq!(answers.outcome(status, message), Some(outcome), "{message}");
    }
    assert_eq!(answers.outcome(403, "You can only book for yourself."), None);
}

#[test]
fn credentials_in_the_address_are_not_answered() {
    let text = with("url =", "url = \"https://canary:secret@gym.example\"");
    let json = serde_json::to_string(&Facility::from(&Profile::parse(&text).unwrap())).unwrap();
    assert!(json.contains("https://gym.example") && !json.contains("canary") && !json.contains("secret"), "{json}");
}

#[test]
fn a_wrong_profile_is_refused_with_its_line() {
    let long = format!("name = \"{}\"", "n".repeat(101));
    for (before, after) in [
        ("name = \"Practice", "name = \"\""),
        ("name = \"Practice", &*long),
        ("name = \"Practice", "nam = \"Gym\""),
        ("url =", "url = \"http://gym.example\""),
        ("url =", "url = 5"),
        ("practice =", "practice = \"yes\""),
        ("sign_in =", "sign_in = \"cookie\""),
        ("requests_per_second =", "requests_per_second = 0"),
        ("requests_per_second =", "requests_per_second = 1.5"),
        ("first_slot =", "first_slot = \"6\""),
        ("first_slot =", "first_slot = 06:00:00"),
        ("last_slot =", "last_slot = \"05:00\""),
        ("minimum_notice_minutes =", "minimum_notice_minutes = -1"),
        ("refresh =", "refresh = { path = \"auth\", field = \"refresh_token\" }"),
        ("refresh =", "refresh = { path = \"/auth\", field = \"\" }"),
        ("refresh =", "refresh = { path = \"/auth\" }"),
        ("product =", "product = 1.5"),
        ("products = { A = 4", "products = { A = 4 }"),
        ("products = { A = 4", "products = { A = 4, B = 5, C = 6 }"),
    ] {
        let error = Profile::parse(&with(before, after)).unwrap_err();
        assert_eq!(error.line, Some(line_of(before)), "{after}: {error}");
        assert!(error.sentence.ends_with('.') && !error.sentence.contains('\n'), "{error}");
    }
}

#[test]
fn a_table_that_cannot_be_is_refused_where_it_begins() {
    for (before, after, table) in [
        ("name = \"X3\"", "name = \"X1\"", 3),
        ("name = \"X3\"", "name = \"X9\"", 3),
        ("products = { A = 4", "product = 4", 2),
        ("products = { A = 4", "products = { A = 4, B = 4 }", 2),
        ("product = 20061", "products = { A = 4, B = 5 }", 1),
    ] {
        let error = Profile::parse(&with(before, after)).unwrap_err();
        let line = error.line.unwrap();
        let starts = PRACTICE.lines().enumerate().filter(|(_, text)| *text == "[[locations]]");
        let begins: Vec<usize> = starts.map(|(index, _)| index + 1).collect();
        assert!((begins[table - 1]..begins[table - 1] + 5).contains(&line), "{after}: {error}");
    }
    for text in [
        format!("{PRACTICE}\n[[answers]]\nstatus = 403\nmessage = \"(\"\nmeans = \"full\"\n"),
        PRACTICE.replace("\"is full\"", "\"(\""),
    ] {
        assert!(Profile::parse(&text).unwrap_err().line.is_some());
    }
}

#[test]
fn a_profile_without_a_location_and_one_that_is_no_toml_are_refused() {
    let head: String = PRACTICE.lines().take_while(|line| *line != "[[locations]]").collect::<Vec<_>>().join("\n");
    assert!(Profile::parse(&head).is_err());
    assert!(Profile::parse(&format!("{head}\nlocations = []")).unwrap_err().line.is_some());
    assert_eq!(Profile::parse("name = \"a\"\nurl = \"\n").unwrap_err().line, Some(2));
    assert!(Profile::parse("").is_err());
}

#[test]
fn the_example_is_refused_until_it_is_filled_in() {
    assert!(Profile::parse(EXAMPLE).is_err());
    let filled = ["\"Gym\"", "\"https://gym.example\"", "1", "2", "3", "\"4\"", "5"]
        .iter()
        .fold(EXAMPLE.to_owned(), |text, value| text.replacen("\"\"", value, 1));
    assert_eq!(Profile::parse(&filled).unwrap().sign_in, SignInMethod::Token);
}
