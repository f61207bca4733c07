//! What goes wrong in a portal and on the way to it.

use b24_duplicates::scheduler::Renewal;
use sandbox::portal::{Fault, FaultKind};

use crate::Chance;

/// Faults of every kind that does not lie: a portal that answers *nothing found* where there is something
/// cannot be caught by anybody. A webhook does not expire.
pub(crate) fn script(percent: u64, renewal: Renewal, chance: &mut Chance) -> Vec<Fault> {
    let code = |code: &str| FaultKind::CommandError { code: code.to_owned(), text: "Simulated.".to_owned() };
    let kinds = [
        FaultKind::ExpiredToken,
        FaultKind::QueryLimit,
        FaultKind::OperatingLimit,
        FaultKind::Html { status: 502 },
        FaultKind::CutJson,
        FaultKind::WrongContentType,
        FaultKind::Reset,
        FaultKind::Stall,
        FaultKind::Delay { delay_ms: 20_000 },
        FaultKind::EmptyResult,
        FaultKind::OtherAnswer,
        code("QUERY_LIMIT_EXCEEDED"),
        code("OPERATION_TIME_LIMIT"),
        code("INTERNAL_SERVER_ERROR"),
    ];
    let each = f64::from(u32::try_from(percent).unwrap_or(100)) / 100.0 / 11.0;
    let rule = |kind| Fault {
        kind,
        method: None,
        nth: None,
        every: None,
        for_ms: None,
        share: Some(each),
        seed: chance.any(),
    };
    let can_happen = |kind: &FaultKind| renewal == Renewal::ByParent || *kind != FaultKind::ExpiredToken;
    if percent == 0 { Vec::new() } else { kinds.into_iter().filter(can_happen).map(rule).collect() }
}
