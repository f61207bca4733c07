//! Parts of screens that both applications have.

mod button;
mod call;
mod chip;
mod choice;
mod code;
mod completeness;
mod copy;
mod folded;
mod group;
mod note;
mod notice;
mod progress;
mod record;
mod results;
mod root;
mod start;
mod value;

pub(crate) use button::{Button, Look};
pub(crate) use call::ShowCall;
pub(crate) use chip::{Chip, tone_name};
pub(crate) use code::CodeBlock;
pub(crate) use copy::CopyButton;
pub(crate) use folded::Folded;
pub(crate) use notice::{Notice, TheNotice};
pub(crate) use progress::Progress;
pub(crate) use results::{More, Results};
pub(crate) use root::{Root, RootView};
pub(crate) use start::{Connecting, Heading, Refused, Skeleton};
pub(crate) use value::Checked;
