//! Parameters in PHP's form notation: `values[0]=%2B7916…`. Form bodies need no preflight, and keep every
//! value a string, which is what the portal's search insists on.

/// Named parameters, in order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Params(pub Vec<(String, Param)>);

/// A parameter's value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Param {
    /// A scalar, always sent as text.
    Text(String),
    /// A list: `name[0]`, `name[1]` …
    List(Vec<Param>),
    /// A map: `name[key]` …
    Map(Vec<(String, Param)>),
}
