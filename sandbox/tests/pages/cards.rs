use reqwest::StatusCode;
use rstest::rstest;
use sandbox::crm::{CommKind, EntityType};
use sandbox::story;

use super::visitor::Visitor;

#[rstest]
#[case("lead", story::LEAD_OF_CLIENT)]
#[case("contact", story::CARD_CONTACT)]
#[case("company", story::SWITCHBOARD_COMPANY)]
#[case("deal", story::DEAL_WITH_CLIENT)]
#[tokio::test]
async fn every_type_has_a_card_with_an_empty_tab_for_the_app(#[case] kind: &str, #[case] id: u32) {
    let page = Visitor::new().await.get(&format!("/crm/{kind}/details/{id}/")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.texts("[role=tab]"), ["General", "Duplicates"]);
    let panel = page.one("#panel-app");
    assert_eq!(
        panel.attr("data-placement"),
        Some(format!("CRM_{}_DETAIL_TAB", kind.to_uppercase()).as_str())
    );
    assert_eq!(panel.attr("data-options"), Some(format!("{{\"ID\":\"{id}\"}}").as_str()));
    assert!(panel.attr("hidden").is_some());
    assert!(page.all("iframe").is_empty(), "the frame must wait for the first click");
}

#[tokio::test]
async fn the_tab_is_named_in_the_portals_language() {
    let visitor = Visitor::new().await.in_session("lang=de");
    let page = visitor.get(&format!("/crm/contact/details/{}/", story::CARD_CONTACT)).await;
    assert_eq!(page.texts("[data-tab=app]"), ["Dubletten"]);
}

#[tokio::test]
async fn an_unbound_app_has_no_tab() {
    let visitor = Visitor::new().await;
    visitor.sandbox.portal().with(|portal| portal.app.placements.clear());
    let page = visitor.get(&format!("/crm/contact/details/{}/", story::CARD_CONTACT)).await;
    assert_eq!(page.texts("[role=tab]"), ["General"]);
}

#[tokio::test]
async fn a_hostile_title_stays_text() {
    let title = Visitor::new().await;
    let path = format!("/crm/lead/details/{}/", story::TITLE_TROUBLE);
    let page = title.get(&path).await;
    let stored = title
        .sandbox
        .portal()
        .with(|portal| portal.record(EntityType::Lead, story::TITLE_TROUBLE).map(|lead| lead.title.clone()))
        .expect("the story record");
    let shown = page.one("#page-title").text().collect::<String>();
    assert_eq!(shown, stored.trim());
    assert!(page.all("main img, main script:not([type='application/json'])").is_empty());
}

#[rstest]
#[case::record_of_somebody_else("user=7", "contact", story::EXAMPLE_CONTACTS[0], StatusCode::FORBIDDEN)]
#[case::own_record("user=7", "contact", story::HIDDEN_CARD, StatusCode::OK)]
#[case::type_not_readable("user=9", "lead", story::LEAD_OF_CLIENT, StatusCode::FORBIDDEN)]
#[case::no_crm("user=11", "contact", story::CARD_CONTACT, StatusCode::FORBIDDEN)]
#[case::missing("user=1", "contact", 999_999, StatusCode::NOT_FOUND)]
#[tokio::test]
async fn a_card_opens_for_those_who_may_see_it(
    #[case] session: &str,
    #[case] kind: &str,
    #[case] id: u32,
    #[case] status: StatusCode,
) {
    let page = Visitor::new().await.in_session(session).get(&format!("/crm/{kind}/details/{id}/")).await;
    assert_eq!(page.status, status);
}

#[tokio::test]
async fn related_records_that_the_user_may_not_see_have_no_name_and_no_link() {
    let visitor = Visitor::new().await;
    visitor.sandbox.portal().with(|portal| {
        let mut deal =
            portal.record(EntityType::Deal, story::DEAL_WITH_CLIENT).expect("a story record").clone();
        deal.assigned_by = 7;
        portal.crm.save(deal);
    });
    let visitor = visitor.in_session("user=7");
    let page = visitor.get(&format!("/crm/deal/details/{}/", story::DEAL_WITH_CLIENT)).await;
    let related = page.texts("#card-general .line");
    let contact = format!("Contact {} (no access)", story::CLIENT_CONTACT);
    assert!(related.contains(&contact), "{related:?}");
    assert!(page.all(&format!("a[href='/crm/contact/details/{}/']", story::CLIENT_CONTACT)).is_empty());
}

#[tokio::test]
async fn a_visitor_changes_the_phones_of_a_card() {
    let visitor = Visitor::new().await;
    let path = format!("/crm/contact/details/{}/", story::EMPTY_CONTACT);
    let form = [
        ("phone[0][id]", "0"),
        ("phone[0][value]", " +7 (900) 111-22-33 "),
        ("phone[0][type]", "MOBILE"),
        ("phone[1][value]", ""),
        ("email[0][value]", "new@mail.example"),
        ("email[0][type]", "HOME"),
    ];
    let answer = visitor.post_form(&path, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.location, Some(format!("{path}?saved=Y")));
    visitor.sandbox.portal().with(|portal| {
        let contact = portal.record(EntityType::Contact, story::EMPTY_CONTACT).expect("the story record");
        let fields: Vec<_> = contact
            .communications
            .iter()
            .map(|field| (field.kind, &*field.value_type, &*field.value))
            .collect();
        // The spelling is kept as typed, white space and all: the portal normalises only for matching.
        let phone = (CommKind::Phone, "MOBILE", " +7 (900) 111-22-33 ");
        assert_eq!(fields, [phone, (CommKind::Email, "HOME", "new@mail.example")]);
        let found: Vec<_> = portal.crm.holders(CommKind::Phone, "8 900 111 22 33").collect();
        assert_eq!(found, [(EntityType::Contact, story::EMPTY_CONTACT)]);
    });
}

#[tokio::test]
async fn the_card_that_is_being_created_has_the_id_zero_and_becomes_a_record() {
    let visitor = Visitor::new().await.in_session("user=7");
    let page = visitor.get("/crm/lead/details/0/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.attribute("#panel-app", "data-options"), r#"{"ID":"0"}"#);

    let form = [("title", "From a visitor"), ("phone[0][value]", "5550100")];
    let answer = visitor.post_form("/crm/lead/details/0/", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let card = visitor.get(&answer.location.expect("the way to the new card")).await;
    assert_eq!(card.texts("#page-title"), ["From a visitor"]);
    let fields = card.texts("dl.fields dd");
    let shows = |text: &str| fields.iter().any(|field| field.starts_with(text));
    assert!(shows("Boris Berg") && shows("5550100"), "{fields:?}");
}

#[tokio::test]
async fn a_deleted_record_lies_in_the_recycle_bin_and_comes_back_with_its_numbers() {
    let visitor = Visitor::new().await.in_session("user=7");
    let path = format!("/crm/contact/details/{}/", story::CARD_CONTACT);
    let found = || {
        visitor.sandbox.portal().with(|portal| {
            portal.crm.holders(CommKind::Phone, story::CARD_PHONE).any(|(_, id)| id == story::CARD_CONTACT)
        })
    };
    let delete = visitor.get(&path).await.attribute("button[formaction$='delete/']", "formaction");
    let answer = visitor.post_form(&delete, &[]).await;
    assert_eq!(answer.location.as_deref(), Some("/crm/recyclebin/"));
    assert_eq!((visitor.get(&path).await.status, found()), (StatusCode::NOT_FOUND, false));

    let bin = visitor.get("/crm/recyclebin/").await;
    let restore = bin.attribute("form[action$='restore/']", "action");
    assert_eq!(visitor.post_form(&restore, &[]).await.location.as_deref(), Some(&*path));
    assert_eq!((visitor.get(&path).await.status, found()), (StatusCode::OK, true));
    assert!(visitor.get("/crm/recyclebin/").await.all("form[action$='restore/']").is_empty());
}

#[rstest]
#[case::of_somebody_else("user=7", "/crm/contact/details/275/delete/", StatusCode::FORBIDDEN)]
#[case::reader("user=9", "/crm/contact/details/275/delete/", StatusCode::FORBIDDEN)]
#[case::signed_out("user=0", "/crm/contact/details/275/delete/", StatusCode::FORBIDDEN)]
#[case::not_deleted("user=1", "/crm/contact/details/275/restore/", StatusCode::NOT_FOUND)]
#[case::no_type("user=1", "/crm/quote/details/275/delete/", StatusCode::NOT_FOUND)]
#[tokio::test]
async fn a_record_stays_where_it_is(#[case] session: &str, #[case] path: &str, #[case] status: StatusCode) {
    let visitor = Visitor::new().await.in_session(session);
    assert_eq!(visitor.post_form(path, &[]).await.status, status);
    assert!(visitor.sandbox.portal().with(|portal| portal.record(EntityType::Contact, 275).is_some()));
}

#[tokio::test]
async fn a_reader_has_no_form_and_saves_nothing() {
    let visitor = Visitor::new().await.in_session("user=9");
    let path = format!("/crm/contact/details/{}/", story::CARD_CONTACT);
    assert!(visitor.get(&path).await.all("form.form").is_empty());
    let answer = visitor.post_form(&path, &[("name", "Changed")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_form_shows_what_the_card_holds_and_one_empty_row() {
    let visitor = Visitor::new().await;
    let page = visitor.get(&format!("/crm/contact/details/{}/", story::CARD_CONTACT)).await;
    assert_eq!(page.attribute("[name='phone[0][value]']", "value"), story::CARD_PHONE);
    assert_eq!(page.attribute("[name='phone[1][value]']", "value"), "");
    assert!(page.all("[name='phone[2][value]']").is_empty());
}

#[tokio::test]
async fn a_card_in_a_slider_has_no_header_and_stays_in_the_slider() {
    let visitor = Visitor::new().await;
    let path = format!("/crm/contact/details/{}/?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER", story::CARD_CONTACT);
    let page = visitor.get(&path).await;
    assert!(page.all("header").is_empty());
    assert_eq!(page.attribute("html", "data-slider"), "yes");
    let answer = visitor.post_form(&path, &[("name", "Changed")]).await;
    assert!(answer.location.is_some_and(|address| address.ends_with("&IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER")));
}

#[rstest]
#[case("id=275,2297")]
#[case("id[]=275&id[]=2297")]
#[tokio::test]
async fn a_merge_is_handed_over_by_ids(#[case] query: &str) {
    let page = Visitor::new().await.get(&format!("/crm/contact/merge/?{query}")).await;
    let addresses: Vec<_> = page.all("main a").iter().filter_map(|link| link.attr("href")).collect();
    assert_eq!(addresses, ["/crm/contact/details/275/", "/crm/contact/details/2297/"]);
}
