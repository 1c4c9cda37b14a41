use booking_core::account::{AccountChange, NewAccount, SignInState};
use booking_core::audit::AccountEvent;
use booking_core::gateway::{Credentials, PastedToken, Token};
use booking_core::ids::AccountId;
use booking_core::password::Password;

use crate::support::{Fixture, done, parsed};

const UNTIL: &str = "2026-11-23T09:30:00.000Z";

fn password(text: &str) -> Password {
    Password::parse(text.to_owned()).unwrap()
}

fn token() -> PastedToken {
    let token = Token::parse("a.pasted.token".to_owned()).unwrap();
    PastedToken { token, member_id: Some(7.into()), valid_until: Some(parsed(UNTIL)) }
}

impl Fixture {
    fn member(&self) -> AccountId {
        let new = NewAccount {
            netid: parsed("jdevries"),
            password: Some(password("first")),
            is_active: true,
            notify_email: None,
        };
        done(self.add_account(new)).unwrap().id
    }

    /// The secret with which an account signs in.
    fn secret(&self, id: AccountId) -> String {
        match self.credentials(id).unwrap() {
            Some(Credentials::Password { netid, password }) => format!("{} {}", netid.as_str(), password.expose()),
            Some(Credentials::Token(pasted)) => pasted.token.expose().to_owned(),
            None => "none".to_owned(),
        }
    }

    fn state(&self, id: AccountId) -> SignInState {
        self.get_account(id).unwrap().sign_in
    }

    fn new_password(&self, id: AccountId) {
        let change = AccountChange::new(Some(password("second")), None, None, None).unwrap();
        done(self.update_account(id, change)).unwrap();
    }
}

#[test]
fn an_account_signs_in_with_its_token_or_else_its_password() {
    let fixture = Fixture::connected();
    let nobody = fixture.account("nobody").id;
    assert_eq!(fixture.secret(nobody), "none");
    let id = fixture.member();
    assert_eq!(fixture.secret(id), "jdevries first");
    let account = done(fixture.set_account_token(id, Some(token()))).unwrap();
    assert_eq!((account.sign_in, account.sign_in_until), (SignInState::Ready, Some(parsed(UNTIL))));
    assert_eq!(fixture.secret(id), "a.pasted.token");
    done(fixture.set_account_token(id, None)).unwrap();
    assert_eq!(fixture.secret(id), "jdevries first");
}

#[test]
fn a_refusal_is_noted_once_and_a_new_password_ends_it() {
    let fixture = Fixture::connected();
    let id = fixture.member();
    for _ in 0..2 {
        done(fixture.sign_in_refused(id, Some("Unauthorized".to_owned()))).unwrap();
    }
    assert_eq!(fixture.state(id), SignInState::Needed);
    let refused: Vec<_> = fixture
        .get_account_logs(id)
        .unwrap()
        .into_iter()
        .filter(|log| log.event_type == AccountEvent::SignInRefused)
        .map(|log| log.message)
        .collect();
    assert_eq!(refused, ["The sign-in failed: Unauthorized."]);
    fixture.new_password(id);
    assert_eq!((fixture.state(id), fixture.secret(id)), (SignInState::Unknown, "jdevries second".to_owned()));
}

#[test]
fn a_new_password_takes_the_place_of_a_refused_token_and_of_no_other() {
    let fixture = Fixture::connected();
    let id = fixture.member();
    done(fixture.set_account_token(id, Some(token()))).unwrap();
    fixture.new_password(id);
    assert_eq!(fixture.secret(id), "a.pasted.token");
    done(fixture.sign_in_refused(id, None)).unwrap();
    fixture.new_password(id);
    assert_eq!(fixture.secret(id), "jdevries second");
}

#[test]
fn a_session_is_ready_until_it_ends_and_a_start_forgets_those_of_passwords() {
    let mut fixture = Fixture::connected();
    let id = fixture.member();
    assert_eq!(fixture.state(id), SignInState::Unknown);
    done(fixture.signed_in(id, Some(parsed(UNTIL)))).unwrap();
    assert_eq!(fixture.state(id), SignInState::Ready);
    fixture.set_clock(UNTIL);
    assert_eq!(fixture.state(id), SignInState::Expired);
    fixture.shut();
    fixture.open().unwrap();
    done(fixture.rescue()).unwrap();
    assert_eq!(fixture.state(id), SignInState::Unknown);
}
