//! A decoded JSON value, the same whether it came from a JS value in the browser or from text in a test.
//!
//! The answers of a batch differ from command to command, so they are first decoded into this tree by one
//! `serde` implementation, and then read by the explicit shapes of the portal: PHP writes an empty map as
//! `[]`, numbers as strings, and absent fields as nothing at all.

/// A JSON value. Maps keep the portal's order.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Node {
    /// `null`, and `undefined` in the browser.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Any number.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Node>),
    /// An object.
    Map(Vec<(String, Node)>),
}
