//! Carries out effects in the browser.
