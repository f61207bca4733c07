//! A REST request in, a REST response out.
