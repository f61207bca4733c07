//! Access tokens of the application.

use std::collections::HashMap;
use std::time::Duration;

use crate::crm::Moment;

/// What a frame gets at its opening and at each refresh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The access token, `AUTH_ID`.
    pub access: String,
    /// The refresh token, `REFRESH_ID`.
    pub refresh: String,
    /// Seconds until the access token expires, `AUTH_EXPIRES`.
    pub expires_in_s: u64,
}

/// Why a token is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Never given out, or taken back.
    #[error("the token is not known")]
    Unknown,
    /// Its time is over.
    #[error("the token has expired")]
    Expired,
}

#[derive(Clone, Debug)]
pub(super) struct Tokens {
    randomness: fastrand::Rng,
    issued: HashMap<String, Grant>,
}

#[derive(Clone, Copy, Debug)]
struct Grant {
    user_id: u32,
    expires: Moment,
}

impl Tokens {
    pub(super) fn new(randomness: fastrand::Rng) -> Self {
        Self { randomness, issued: HashMap::new() }
    }

    pub(super) fn issue(&mut self, user_id: u32, ttl: Duration, now: Moment) -> Token {
        let access = hex(&mut self.randomness, 70);
        let refresh = hex(&mut self.randomness, 70);
        self.issued.insert(access.clone(), Grant { user_id, expires: now + ttl });
        Token { access, refresh, expires_in_s: ttl.as_secs() }
    }

    pub(super) fn revoke(&mut self, access: &str) {
        self.issued.remove(access);
    }

    pub(super) fn user(&self, access: &str, now: Moment) -> Result<u32, TokenError> {
        let grant = self.issued.get(access).ok_or(TokenError::Unknown)?;
        if now < grant.expires { Ok(grant.user_id) } else { Err(TokenError::Expired) }
    }
}

/// Random lower-case hex digits.
pub(super) fn hex(randomness: &mut fastrand::Rng, digits: usize) -> String {
    (0..digits).map(|_| char::from_digit(randomness.u32(0..16), 16).unwrap_or('0')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_lives_until_its_time_or_its_end() {
        let mut tokens = Tokens::new(fastrand::Rng::with_seed(1));
        let start = Moment::from_seconds(1000);
        let token = tokens.issue(7, Duration::from_mins(1), start);
        assert_eq!(token.expires_in_s, 60);
        assert_eq!(tokens.user(&token.access, start + Duration::from_secs(59)), Ok(7));
        assert_eq!(tokens.user(&token.access, start + Duration::from_mins(1)), Err(TokenError::Expired));
        assert_eq!(tokens.user("other", start), Err(TokenError::Unknown));
        tokens.revoke(&token.access);
        assert_eq!(tokens.user(&token.access, start), Err(TokenError::Unknown));
    }
}
