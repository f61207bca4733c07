// Changed from tachys 0.2.19, as README.md says: an attribute of any type is a trait object, and another one takes its
// place.
use super::{Attribute, NextAttribute};
use crate::{
    html::attribute::NamedAttributeKey,
    renderer::{dom::Element, Rndr},
};
use std::{any::Any, fmt::Debug, mem};

/// A type-erased container for any [`Attribute`].
pub struct AnyAttribute(Box<dyn Build>);

/// What is compiled for each type.
trait Build: Send {
    fn copied(&self) -> AnyAttribute;

    fn build(self: Box<Self>, el: Element) -> AnyAttributeState;

    fn names(&self) -> Vec<NamedAttributeKey>;
}

impl<T: Attribute + Clone + 'static> Build for T {
    fn copied(&self) -> AnyAttribute {
        self.clone().into_any_attr()
    }

    fn build(self: Box<Self>, el: Element) -> AnyAttributeState {
        AnyAttributeState {
            keys: self.keys(),
            _state: Box::new((*self).build(&el)),
            el,
        }
    }

    fn names(&self) -> Vec<NamedAttributeKey> {
        self.keys()
    }
}

impl Clone for AnyAttribute {
    fn clone(&self) -> Self {
        self.0.copied()
    }
}

impl Debug for AnyAttribute {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AnyAttribute").finish_non_exhaustive()
    }
}

/// View state for [`AnyAttribute`].
pub struct AnyAttributeState {
    _state: Box<dyn Any>,
    el: crate::renderer::types::Element,
    keys: Vec<NamedAttributeKey>,
}

impl AnyAttributeState {
    fn remove(&self) {
        for key in &self.keys {
            match key {
                NamedAttributeKey::InnerHtml => {
                    Rndr::set_inner_html(&self.el, "");
                }
                NamedAttributeKey::Property(name) => {
                    Rndr::set_property(
                        &self.el,
                        name,
                        &wasm_bindgen::JsValue::UNDEFINED,
                    );
                }
                NamedAttributeKey::Attribute(name) => {
                    Rndr::remove_attribute(&self.el, name);
                }
            }
        }
    }
}

/// Converts an [`Attribute`] into [`AnyAttribute`].
pub trait IntoAnyAttribute {
    /// Wraps the given attribute.
    fn into_any_attr(self) -> AnyAttribute;
}

impl<T> IntoAnyAttribute for T
where
    Self: Send,
    T: Attribute,
    crate::renderer::types::Element: Clone,
{
    #[inline(never)]
    fn into_any_attr(self) -> AnyAttribute {
        AnyAttribute(Box::new(self.into_cloneable_owned()))
    }
}

impl NextAttribute for AnyAttribute {
    type Output<NewAttr: Attribute> = Vec<AnyAttribute>;

    fn add_any_attr<NewAttr: Attribute>(
        self,
        new_attr: NewAttr,
    ) -> Self::Output<NewAttr> {
        vec![self, new_attr.into_any_attr()]
    }
}

impl Attribute for AnyAttribute {
    const MIN_LENGTH: usize = 0;

    type AsyncOutput = AnyAttribute;
    type State = AnyAttributeState;
    type Cloneable = AnyAttribute;
    type CloneableOwned = AnyAttribute;

    fn html_len(&self) -> usize {
        0
    }

    fn to_html(
        self,
        _: &mut String,
        _: &mut String,
        _: &mut String,
        _: &mut String,
    ) {
        unreachable!("drawn in a browser only");
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        _: &crate::renderer::types::Element,
    ) -> Self::State {
        unreachable!("drawn in a browser only");
    }

    fn build(self, el: &crate::renderer::types::Element) -> Self::State {
        self.0.build(el.clone())
    }

    fn rebuild(self, state: &mut Self::State) {
        state.remove();
        // The old one ends before the new one is there: what it takes away at its end could be of the new one.
        state._state = Box::new(());
        *state = self.0.build(state.el.clone());
    }

    fn into_cloneable(self) -> Self::Cloneable {
        self
    }

    fn into_cloneable_owned(self) -> Self::CloneableOwned {
        self
    }

    fn dry_resolve(&mut self) {
        unreachable!("drawn in a browser only");
    }

    async fn resolve(self) -> Self::AsyncOutput {
        unreachable!("drawn in a browser only");
    }

    fn keys(&self) -> Vec<NamedAttributeKey> {
        self.0.names()
    }
}

impl NextAttribute for Vec<AnyAttribute> {
    type Output<NewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(
        mut self,
        new_attr: NewAttr,
    ) -> Self::Output<NewAttr> {
        self.push(new_attr.into_any_attr());
        self
    }
}

impl Attribute for Vec<AnyAttribute> {
    const MIN_LENGTH: usize = 0;

    type AsyncOutput = Vec<AnyAttribute>;
    type State = (Element, Vec<AnyAttributeState>);
    type Cloneable = Vec<AnyAttribute>;
    type CloneableOwned = Vec<AnyAttribute>;

    fn html_len(&self) -> usize {
        self.iter().map(|attr| attr.html_len()).sum()
    }

    #[allow(unused)] // they are used in SSR
    fn to_html(
        self,
        buf: &mut String,
        class: &mut String,
        style: &mut String,
        inner_html: &mut String,
    ) {
        #[cfg(feature = "ssr")]
        {
            for mut attr in self {
                attr.to_html(buf, class, style, inner_html)
            }
        }
        #[cfg(not(feature = "ssr"))]
        panic!(
            "You are rendering AnyAttribute to HTML without the `ssr` feature \
             enabled."
        );
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        el: &crate::renderer::types::Element,
    ) -> Self::State {
        #[cfg(feature = "hydrate")]
        if FROM_SERVER {
            (
                el.clone(),
                self.into_iter()
                    .map(|attr| attr.hydrate::<true>(el))
                    .collect(),
            )
        } else {
            (
                el.clone(),
                self.into_iter()
                    .map(|attr| attr.hydrate::<false>(el))
                    .collect(),
            )
        }
        #[cfg(not(feature = "hydrate"))]
        {
            _ = el;
            panic!(
                "You are trying to hydrate AnyAttribute without the `hydrate` \
                 feature enabled."
            );
        }
    }

    fn build(self, el: &crate::renderer::types::Element) -> Self::State {
        (
            el.clone(),
            self.into_iter().map(|attr| attr.build(el)).collect(),
        )
    }

    fn rebuild(self, state: &mut Self::State) {
        let (el, state) = state;
        for old in mem::take(state) {
            old.remove();
        }
        *state = self.into_iter().map(|s| s.build(el)).collect();
    }

    fn into_cloneable(self) -> Self::Cloneable {
        self
    }

    fn into_cloneable_owned(self) -> Self::CloneableOwned {
        self
    }

    fn dry_resolve(&mut self) {
        #[cfg(feature = "ssr")]
        {
            for attr in self.iter_mut() {
                attr.dry_resolve()
            }
        }
        #[cfg(not(feature = "ssr"))]
        panic!(
            "You are rendering AnyAttribute to HTML without the `ssr` feature \
             enabled."
        );
    }

    async fn resolve(self) -> Self::AsyncOutput {
        #[cfg(feature = "ssr")]
        {
            futures::future::join_all(
                self.into_iter().map(|attr| attr.resolve()),
            )
            .await
        }
        #[cfg(not(feature = "ssr"))]
        panic!(
            "You are rendering AnyAttribute to HTML without the `ssr` feature \
             enabled."
        );
    }

    fn keys(&self) -> Vec<NamedAttributeKey> {
        self.iter().flat_map(|s| s.keys()).collect()
    }
}
