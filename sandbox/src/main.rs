//! A Bitrix24 portal of our own.
fn main() {}
