//! Cards: the answers of the get and list methods.
