//! Thirteen states in which an answer is awaited, with each kind of credential.

use b24_duplicates::app::SessionEvent;
use b24_duplicates::lookup;
use b24_duplicates::protocol::{Command, RawResponse, RestCall, TransportFault};
use b24_duplicates::session;

use super::app::{App, Input};
use crate::applications::Which;

/// How the application proves who it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Credential {
    /// A token of the parent window, which renews it.
    Token,
    /// A token of a parent window that is silent when it is first asked to renew it.
    SilentParent,
    /// A webhook.
    Webhook,
}

/// What is under way when the answer comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum State {
    /// The first request: the card is read and searched, or the webhook proved.
    Opening,
    /// The same of a deal, whose clients are read by reference.
    Deal,
    /// A few values are asked.
    Few,
    /// One of them has twenty records, and is asked by type.
    ByType,
    /// Found records are loaded.
    Records,
    /// The names of people and stages are asked.
    Names,
    /// A long list is asked in pools.
    Pools,
    /// Columns are laid across its pools.
    Columns,
    /// A value of it that others look like is asked alone.
    Alone,
    /// The network failed, and the question is asked again.
    AskedAgain,
    /// The network failed for long, and the user goes on.
    Resumed,
    /// The computer slept for an hour.
    Slept,
    /// The user has stopped the search, and the answer comes nevertheless.
    Cancelled,
}

impl State {
    /// All of them.
    pub(super) const ALL: [Self; 13] = [
        Self::Opening,
        Self::Deal,
        Self::Few,
        Self::ByType,
        Self::Records,
        Self::Names,
        Self::Pools,
        Self::Columns,
        Self::Alone,
        Self::AskedAgain,
        Self::Resumed,
        Self::Slept,
        Self::Cancelled,
    ];

    /// Those that an application has: a card has no long list.
    pub(super) fn of(which: Which) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |state| {
            which == Which::Page || !matches!(state, Self::Pools | Self::Columns | Self::Alone)
        })
    }

    /// The application in this state.
    ///
    /// # Errors
    /// If it does not come there.
    pub(crate) fn reach(self, which: Which, credential: Credential) -> Result<App, String> {
        if self == Self::Opening {
            return Ok(App::opening(which, credential));
        }
        if self == Self::Deal {
            return Ok(App::in_deal(which, credential));
        }
        let input = match self {
            Self::Pools | Self::Columns | Self::Alone => Input::List,
            _ if which == Which::Card => Input::Lead,
            _ => Input::Few,
        };
        let mut app = App::searching(which, credential, input)?;
        match self {
            Self::Opening | Self::Deal | Self::Few | Self::Pools => {}
            Self::ByType => {
                app.answer_until(asks(|command| matches!(command, Command::Find { entity: Some(_), .. })))?;
            }
            Self::Records => {
                app.answer_until(asks(|command| matches!(command, Command::ListRecords { .. })))?;
            }
            // Asked along with the records, they did not come: an old portal does not know whose they are.
            Self::Names => app.answer_until(asks(|command| matches!(command, Command::Users(_))))?,
            Self::Columns | Self::Alone => {
                app.answer_until(asks(|command| matches!(command, Command::ListRecords { .. })))?;
                app.answer()?;
                app.answer_until(asks(match self {
                    Self::Alone => {
                        |command| matches!(command, Command::Find { spellings, .. } if spellings.len() == 1)
                    }
                    _ => |command| matches!(command, Command::Find { spellings, .. } if spellings.len() > 1),
                }))?;
            }
            Self::AskedAgain => app.fail_once()?,
            Self::Resumed => {
                while app.is_awaiting() {
                    app.fail_once()?;
                }
                app.want(session::Intent::Resume);
            }
            Self::Slept => {
                app.now += 3_600_000;
                app.tell(SessionEvent::Awake);
            }
            Self::Cancelled => app.want(lookup::Intent::Cancel),
        }
        Ok(app)
    }
}

fn asks(is_it: fn(&Command) -> bool) -> impl Fn(&RestCall) -> bool {
    move |call| match call {
        RestCall::Single(command) => is_it(command),
        RestCall::Batch(batch) => batch.commands.iter().any(|(_, command)| is_it(command)),
    }
}

impl App {
    /// The network fails; the pause passes.
    fn fail_once(&mut self) -> Result<(), String> {
        self.arrives(RawResponse::Fault(TransportFault::Network { offline: false }))?;
        while !self.is_awaiting() && self.wake() {}
        Ok(())
    }
}
