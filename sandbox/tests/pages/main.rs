//! The portal's pages over HTTP: what they show to whom, and how they open a frame.

// `cfg(test)` is always true here; it tells the lints that these modules belong to tests.
#[cfg(test)]
mod app_host;
#[cfg(test)]
mod cards;
#[cfg(test)]
mod frames;
#[cfg(test)]
mod installation;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod placements;
#[cfg(test)]
mod session;
#[cfg(test)]
mod visitor;
