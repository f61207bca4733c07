//! What a person does with the widget, from the first page to the answer.
