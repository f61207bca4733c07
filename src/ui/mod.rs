//! Leptos components: a view model goes in, events come out.
