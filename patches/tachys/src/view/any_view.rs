// Changed from tachys 0.2.19, as README.md says: a view of any type is an element, a list, a text or a function of one type
// each, which are built and built again by what is compiled once, or a trait object with two functions.
#![allow(clippy::type_complexity)]
use super::{
    add_attr::AddAnyAttr, Mountable, Position, PositionState, Render,
    RenderHtml,
};
use crate::{
    html::attribute::{
        any_attribute::{AnyAttribute, AnyAttributeState, IntoAnyAttribute},
        Attribute,
    },
    hydration::Cursor,
    reactive_graph::RenderEffectState,
    renderer::{
        types::{Element, Node, Placeholder, Text},
        Rndr,
    },
    ssr::StreamBuilder,
};
use futures::future::{join, join_all};
use reactive_graph::effect::RenderEffect;
use std::{
    any::{Any, TypeId},
    fmt::Debug,
};

/// A type-erased view. This can be used if control flow requires that multiple different types of
/// view must be received, and it is either impossible or too cumbersome to use the `EitherOf___`
/// enums.
///
/// It can also be used to create recursive components, which otherwise cannot return themselves
/// due to the static typing of the view tree.
///
/// Generally speaking, using `AnyView` restricts the amount of information available to the
/// compiler and should be limited to situations in which it is necessary to preserve the maximum
/// amount of type information possible.
pub struct AnyView(Kind);

/// What a view of any type comes down to: most are elements, lists and texts, and what a function draws.
enum Kind {
    Element {
        tag: &'static str,
        namespace: Option<&'static str>,
        attributes: AnyAttribute,
        children: Option<Box<AnyView>>,
    },
    Views(Vec<AnyView>),
    Text(String),
    Function(Box<dyn FnMut() -> AnyView + Send>),
    Other(Box<dyn Build>),
}

/// What is compiled for each other type.
trait Build: Send {
    fn built(self: Box<Self>) -> OtherState;

    /// Builds again what is of the same type, and gives itself back if it is not.
    fn built_again(
        self: Box<Self>,
        old: &mut OtherState,
    ) -> Option<Box<dyn Build>>;
}

impl<T: RenderHtml + Send + 'static> Build for T {
    fn built(self: Box<Self>) -> OtherState {
        OtherState {
            view: TypeId::of::<T>(),
            state: Box::new((*self).build()),
            placeholder: (!T::EXISTS).then(Rndr::create_placeholder),
        }
    }

    fn built_again(
        self: Box<Self>,
        old: &mut OtherState,
    ) -> Option<Box<dyn Build>> {
        let state: &mut dyn Any = &mut *old.state;
        match state.downcast_mut() {
            Some(state) if old.view == TypeId::of::<T>() => {
                (*self).rebuild(state);
                None
            }
            _ => Some(self),
        }
    }
}

/// What is kept of a view of any other type.
struct OtherState {
    view: TypeId,
    state: Box<dyn State>,
    /// Where it would stand, if nothing of it does.
    placeholder: Option<Placeholder>,
}

trait State: Mountable + Any {}

impl<T: Mountable + 'static> State for T {}

impl Mountable for OtherState {
    fn unmount(&mut self) {
        self.state.unmount();
        if let Some(placeholder) = &mut self.placeholder {
            placeholder.unmount();
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.state.mount(parent, marker);
        if let Some(placeholder) = &mut self.placeholder {
            placeholder.mount(parent, marker);
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.state.insert_before_this(child)
            || self
                .placeholder
                .as_ref()
                .is_some_and(|here| here.insert_before_this(child))
    }

    fn elements(&self) -> Vec<Element> {
        self.state.elements()
    }
}

impl AnyView {
    pub(crate) fn element(
        tag: &'static str,
        namespace: Option<&'static str>,
        attributes: AnyAttribute,
        children: Option<AnyView>,
    ) -> Self {
        let children = children.map(Box::new);
        Self(Kind::Element { tag, namespace, attributes, children })
    }

    pub(crate) fn views(views: Vec<AnyView>) -> Self {
        Self(Kind::Views(views))
    }

    pub(crate) fn text(text: String) -> Self {
        Self(Kind::Text(text))
    }

    pub(crate) fn function(draw: Box<dyn FnMut() -> AnyView + Send>) -> Self {
        Self(Kind::Function(draw))
    }

    fn replace(self, state: &mut AnyViewState) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }

    pub(crate) fn other<T: RenderHtml + Send + 'static>(view: T) -> Self {
        Self(Kind::Other(Box::new(view)))
    }
}

impl Debug for AnyView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AnyView").finish_non_exhaustive()
    }
}
/// Retained view state for [`AnyView`].
pub struct AnyViewState(StateKind);

enum StateKind {
    Element {
        tag: &'static str,
        namespace: Option<&'static str>,
        el: Element,
        attributes: AnyAttributeState,
        children: Option<Box<AnyViewState>>,
    },
    Views {
        states: Vec<AnyViewState>,
        marker: Placeholder,
    },
    Text {
        node: Text,
        text: String,
    },
    Function(RenderEffectState<AnyViewState>),
    Other(OtherState),
}

impl AnyViewState {
    fn views(states: Vec<AnyViewState>) -> Self {
        let marker = Rndr::create_placeholder();
        Self(StateKind::Views { states, marker })
    }

    /// What stands there, unless it is a list.
    fn single(&self) -> Option<&dyn Mountable> {
        match &self.0 {
            StateKind::Element { el, .. } => Some(el),
            StateKind::Views { .. } => None,
            StateKind::Text { node, .. } => Some(node),
            StateKind::Function(effect) => Some(effect),
            StateKind::Other(state) => Some(state),
        }
    }

    fn each(&mut self, act: &mut dyn FnMut(&mut dyn Mountable)) {
        match &mut self.0 {
            StateKind::Element { el, .. } => act(el),
            StateKind::Views { states, marker } => {
                for state in states {
                    state.each(act);
                }
                act(marker);
            }
            StateKind::Text { node, .. } => act(node),
            StateKind::Function(effect) => act(effect),
            StateKind::Other(state) => act(state),
        }
    }
}

impl Debug for AnyViewState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AnyViewState").finish_non_exhaustive()
    }
}

/// Allows converting some view into [`AnyView`].
pub trait IntoAny {
    /// Converts the view into a type-erased [`AnyView`].
    fn into_any(self) -> AnyView;
}

/// A more general version of [`IntoAny`] that allows into [`AnyView`],
/// but also erasing other types that don't implement [`RenderHtml`] like routing.
pub trait IntoMaybeErased {
    /// The type of the output.
    type Output: IntoMaybeErased;

    /// Converts the view into a type-erased view if in erased mode.
    fn into_maybe_erased(self) -> Self::Output;
}

impl<T> IntoMaybeErased for T
where
    T: RenderHtml,
{
    #[cfg(not(erase_components))]
    type Output = Self;

    #[cfg(erase_components)]
    type Output = AnyView;

    fn into_maybe_erased(self) -> Self::Output {
        #[cfg(not(erase_components))]
        {
            self
        }
        #[cfg(erase_components)]
        {
            self.into_owned().into_any()
        }
    }
}

impl<T> IntoAny for T
where
    T: Send,
    T: RenderHtml,
{
    // Some four hundred places call it: a call is smaller than what it does.
    #[inline(never)]
    fn into_any(self) -> AnyView {
        self.into_owned().erased()
    }
}

impl Render for AnyView {
    type State = AnyViewState;

    fn build(self) -> Self::State {
        AnyViewState(match self.0 {
            Kind::Element { tag, namespace, attributes, children } => {
                let el = Rndr::create_element(tag, namespace);
                let attributes = attributes.build(&el);
                let children = children.map(|children| {
                    let mut children = children.build();
                    children.mount(&el, None);
                    Box::new(children)
                });
                StateKind::Element { tag, namespace, el, attributes, children }
            }
            Kind::Views(views) => {
                return AnyViewState::views(
                    views.into_iter().map(Render::build).collect(),
                )
            }
            Kind::Text(text) => {
                StateKind::Text { node: Rndr::create_text_node(&text), text }
            }
            Kind::Function(mut draw) => {
                let hook = throw_error::get_error_hook();
                let effect = RenderEffect::new(
                    move |prev: Option<AnyViewState>| {
                        let _guard =
                            hook.clone().map(throw_error::set_error_hook);
                        let view = draw();
                        if let Some(mut state) = prev {
                            view.rebuild(&mut state);
                            state
                        } else {
                            view.build()
                        }
                    },
                );
                StateKind::Function(effect.into())
            }
            Kind::Other(view) => StateKind::Other(view.built()),
        })
    }

    fn rebuild(self, state: &mut Self::State) {
        match (self.0, &mut state.0) {
            (
                Kind::Element { tag, namespace, attributes, children },
                StateKind::Element {
                    tag: old_tag,
                    namespace: old_namespace,
                    attributes: old_attributes,
                    children: old_children,
                    ..
                },
            ) if tag == *old_tag && namespace == *old_namespace => {
                attributes.rebuild(old_attributes);
                if let (Some(new), Some(old)) = (children, old_children) {
                    new.rebuild(old);
                }
            }
            (Kind::Views(views), StateKind::Views { states, marker }) => {
                let mut views = views.into_iter();
                let mut kept = 0;
                for (state, view) in states.iter_mut().zip(views.by_ref()) {
                    view.rebuild(state);
                    kept += 1;
                }
                for mut state in states.drain(kept..) {
                    state.unmount();
                }
                for view in views {
                    let mut state = view.build();
                    Rndr::try_mount_before(&mut state, marker.as_ref());
                    states.push(state);
                }
            }
            (Kind::Text(text), StateKind::Text { node, text: old }) => {
                if text != *old {
                    Rndr::set_text(node, &text);
                    *old = text;
                }
            }
            (Kind::Other(view), StateKind::Other(old)) => {
                if let Some(view) = view.built_again(old) {
                    AnyView(Kind::Other(view)).replace(state);
                }
            }
            (view, _) => AnyView(view).replace(state),
        }
    }
}

impl AddAnyAttr for AnyView {
    type Output<SomeNewAttr: Attribute> = AnyViewWithAttrs;

    #[allow(unused_variables)]
    fn add_any_attr<NewAttr: Attribute>(
        self,
        attr: NewAttr,
    ) -> Self::Output<NewAttr>
    where
        Self::Output<NewAttr>: RenderHtml,
    {
        AnyViewWithAttrs {
            view: self,
            attrs: vec![attr.into_cloneable_owned().into_any_attr()],
        }
    }
}

impl RenderHtml for AnyView {
    type AsyncOutput = Self;
    type Owned = Self;

    fn dry_resolve(&mut self) {
        unreachable!("drawn in a browser only");
    }

    async fn resolve(self) -> Self::AsyncOutput {
        unreachable!("drawn in a browser only");
    }

    const MIN_LENGTH: usize = 0;

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
        unreachable!("drawn in a browser only");
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        _: &Cursor,
        _: &PositionState,
    ) -> Self::State {
        unreachable!("drawn in a browser only");
    }

    fn html_len(&self) -> usize {
        0
    }

    fn erased(self) -> AnyView {
        self
    }

    fn into_owned(self) -> Self::Owned {
        self
    }
}

impl Mountable for AnyViewState {
    fn unmount(&mut self) {
        self.each(&mut |part| part.unmount());
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.each(&mut |part| part.mount(parent, marker));
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        if let StateKind::Views { states, marker } = &self.0 {
            states.iter().any(|state| state.insert_before_this(child))
                || marker.insert_before_this(child)
        } else {
            self.single()
                .is_some_and(|single| single.insert_before_this(child))
        }
    }

    fn elements(&self) -> Vec<Element> {
        if let StateKind::Views { states, .. } = &self.0 {
            states.iter().flat_map(Mountable::elements).collect()
        } else {
            self.single().map(Mountable::elements).unwrap_or_default()
        }
    }
}

/// wip
pub struct AnyViewWithAttrs {
    view: AnyView,
    attrs: Vec<AnyAttribute>,
}

impl Render for AnyViewWithAttrs {
    type State = AnyViewWithAttrsState;

    fn build(self) -> Self::State {
        let view = self.view.build();
        let elements = view.elements();
        let mut attrs = Vec::with_capacity(elements.len() * self.attrs.len());
        for attr in self.attrs {
            for el in &elements {
                attrs.push(attr.clone().build(el))
            }
        }
        AnyViewWithAttrsState { view, attrs }
    }

    fn rebuild(self, state: &mut Self::State) {
        self.view.rebuild(&mut state.view);

        // at this point, we have rebuilt the inner view
        // now we need to update attributes that were spread onto this
        // this approach is not ideal, but it avoids two edge cases:
        // 1) merging attributes from two unrelated views (https://github.com/leptos-rs/leptos/issues/4268)
        // 2) failing to re-create attributes from the same view (https://github.com/leptos-rs/leptos/issues/4512)
        for element in state.elements() {
            // first, remove the previous set of attributes
            self.attrs
                .clone()
                .rebuild(&mut (element.clone(), Vec::new()));
            // then, add the new set of attributes
            self.attrs.clone().build(&element);
        }
    }
}

impl RenderHtml for AnyViewWithAttrs {
    type AsyncOutput = Self;
    type Owned = Self;
    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {
        self.view.dry_resolve();
        for attr in &mut self.attrs {
            attr.dry_resolve();
        }
    }

    async fn resolve(self) -> Self::AsyncOutput {
        let resolve_view = self.view.resolve();
        let resolve_attrs =
            join_all(self.attrs.into_iter().map(|attr| attr.resolve()));
        let (view, attrs) = join(resolve_view, resolve_attrs).await;
        Self { view, attrs }
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        mut extra_attrs: Vec<AnyAttribute>,
    ) {
        // `extra_attrs` will be empty here in most cases, but it will have
        // attributes in it already if this is, itself, receiving additional attrs
        extra_attrs.extend(self.attrs);
        self.view.to_html_with_buf(
            buf,
            position,
            escape,
            mark_branches,
            extra_attrs,
        );
    }

    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        self,
        buf: &mut StreamBuilder,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        mut extra_attrs: Vec<AnyAttribute>,
    ) where
        Self: Sized,
    {
        extra_attrs.extend(self.attrs);
        self.view.to_html_async_with_buf::<OUT_OF_ORDER>(
            buf,
            position,
            escape,
            mark_branches,
            extra_attrs,
        );
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> Self::State {
        let view = self.view.hydrate::<FROM_SERVER>(cursor, position);
        let elements = view.elements();
        let mut attrs = Vec::with_capacity(elements.len() * self.attrs.len());
        for attr in self.attrs {
            for el in &elements {
                attrs.push(attr.clone().hydrate::<FROM_SERVER>(el));
            }
        }
        AnyViewWithAttrsState { view, attrs }
    }

    async fn hydrate_async(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> Self::State {
        let view = self.view.hydrate_async(cursor, position).await;
        let elements = view.elements();
        let mut attrs = Vec::with_capacity(elements.len() * self.attrs.len());
        for attr in self.attrs {
            for el in &elements {
                attrs.push(attr.clone().hydrate::<true>(el));
            }
        }
        AnyViewWithAttrsState { view, attrs }
    }

    fn html_len(&self) -> usize {
        self.view.html_len()
            + self.attrs.iter().map(|attr| attr.html_len()).sum::<usize>()
    }

    fn into_owned(self) -> Self::Owned {
        self
    }
}

impl AddAnyAttr for AnyViewWithAttrs {
    type Output<SomeNewAttr: Attribute> = AnyViewWithAttrs;

    fn add_any_attr<NewAttr: Attribute>(
        mut self,
        attr: NewAttr,
    ) -> Self::Output<NewAttr>
    where
        Self::Output<NewAttr>: RenderHtml,
    {
        self.attrs.push(attr.into_cloneable_owned().into_any_attr());
        self
    }
}

/// State for any view with attributes spread onto it.
pub struct AnyViewWithAttrsState {
    view: AnyViewState,
    #[allow(dead_code)] // keeps attribute states alive until dropped
    attrs: Vec<AnyAttributeState>,
}

impl Mountable for AnyViewWithAttrsState {
    fn unmount(&mut self) {
        self.view.unmount();
    }

    fn mount(
        &mut self,
        parent: &crate::renderer::types::Element,
        marker: Option<&crate::renderer::types::Node>,
    ) {
        self.view.mount(parent, marker)
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.view.insert_before_this(child)
    }

    fn elements(&self) -> Vec<crate::renderer::types::Element> {
        self.view.elements()
    }
}

/*
#[cfg(test)]
mod tests {
    use super::IntoAny;
    use crate::{
        html::element::{p, span},
        renderer::mock_dom::MockDom,
        view::{any_view::AnyView, RenderHtml},
    };

    #[test]
    fn should_handle_html_creation() {
        let x = 1;
        let mut buf = String::new();
        let view: AnyView<MockDom> = if x == 0 {
            p((), "foo").into_any()
        } else {
            span((), "bar").into_any()
        };
        view.to_html(&mut buf, &Default::default());
        assert_eq!(buf, "<span>bar</span><!>");
    }
}
 */
