//! Records with fixed ids that are there whatever the seed, each for one story that a test tells.
