//! Records with fixed ids that are there whatever the seed, each for one story that a test tells.
//!
//! Generated records have ids from [`FIRST_GENERATED_ID`] on and never a match key of these.

use super::draft::{company, contact, deal, lead};
use crate::crm::Record;

/// Every generated record has this id or a greater one.
pub const FIRST_GENERATED_ID: u32 = 3001;

/// The vendor's documented example: these contacts are found by [`EXAMPLE_PHONES`], in this order.
pub const EXAMPLE_CONTACTS: [u32; 2] = [275, 2297];
/// The phones of the vendor's example: the first contact has the first one, the second the second.
pub const EXAMPLE_PHONES: [&str; 2] = ["1234567", "11223355"];

/// A contact whose phone is also on exactly [`CARD_LEADS`] and [`CARD_COMPANY`], each in its own notation.
pub const CARD_CONTACT: u32 = 501;
/// The leads with the phone of [`CARD_CONTACT`]. The first one has its e-mail too, in another case.
pub const CARD_LEADS: [u32; 2] = [511, 512];
/// The company with the phone of [`CARD_CONTACT`].
pub const CARD_COMPANY: u32 = 521;
/// The phone of [`CARD_CONTACT`] as its card shows it.
pub const CARD_PHONE: &str = "+7 916 123-45-67";
/// A lead with the bare ten digits of [`CARD_PHONE`], which are another number to the portal.
pub const TEN_DIGITS_LEAD: u32 = 513;

/// A deal with [`CLIENT_CONTACT`] and [`CLIENT_COMPANY`].
pub const DEAL_WITH_CLIENT: u32 = 601;
/// The contact of [`DEAL_WITH_CLIENT`].
pub const CLIENT_CONTACT: u32 = 602;
/// The company of [`DEAL_WITH_CLIENT`].
pub const CLIENT_COMPANY: u32 = 603;
/// The only stranger with the phone of [`CLIENT_CONTACT`]: a contact.
pub const CLIENT_DUPLICATE: u32 = 604;
/// A deal without contact and company.
pub const DEAL_WITHOUT_CLIENT: u32 = 605;

/// A lead without phones of its own, tied to [`LEAD_CLIENT_CONTACT`], [`LEAD_CLIENT_COLLEAGUE`] and
/// [`LEAD_CLIENT_COMPANY`].
pub const LEAD_OF_CLIENT: u32 = 611;
/// The main contact of [`LEAD_OF_CLIENT`].
pub const LEAD_CLIENT_CONTACT: u32 = 612;
/// The company of [`LEAD_OF_CLIENT`].
pub const LEAD_CLIENT_COMPANY: u32 = 613;
/// The only stranger with the e-mail of [`LEAD_CLIENT_CONTACT`]: a contact.
pub const LEAD_CLIENT_DUPLICATE: u32 = 614;
/// The other contact of [`LEAD_OF_CLIENT`], with the phone of [`LEAD_CLIENT_COMPANY`] and one of its own.
pub const LEAD_CLIENT_COLLEAGUE: u32 = 615;
/// The only stranger with the phone of [`LEAD_CLIENT_COLLEAGUE`]: a lead.
pub const COLLEAGUE_DUPLICATE: u32 = 616;

/// A contact with neither phone nor e-mail.
pub const EMPTY_CONTACT: u32 = 701;
/// A contact whose phone nobody else has.
pub const LONELY_CONTACT: u32 = 702;

/// A company whose phone is on [`SWITCHBOARD_LEADS`] leads and some contacts: the cap of 20 is reached.
pub const SWITCHBOARD_COMPANY: u32 = 801;
/// How many leads have the phone of [`SWITCHBOARD_COMPANY`]; their ids begin at [`SWITCHBOARD_FIRST_LEAD`].
pub const SWITCHBOARD_LEADS: u32 = 25;
/// The oldest lead with the phone of [`SWITCHBOARD_COMPANY`].
pub const SWITCHBOARD_FIRST_LEAD: u32 = 811;
/// The contacts with the phone of [`SWITCHBOARD_COMPANY`].
pub const SWITCHBOARD_CONTACTS: [u32; 3] = [841, 842, 843];

/// A contact of user 7. Its phone is on [`HIDDEN_CONTACTS`] and [`HIDDEN_LEAD`], which user 7 may not see,
/// and on [`OWN_LEAD`].
pub const HIDDEN_CARD: u32 = 901;
/// Contacts of the administrator with the phone of [`HIDDEN_CARD`].
pub const HIDDEN_CONTACTS: [u32; 2] = [902, 903];
/// A lead of the administrator with the phone of [`HIDDEN_CARD`].
pub const HIDDEN_LEAD: u32 = 904;
/// A lead of user 7 with the phone of [`HIDDEN_CARD`].
pub const OWN_LEAD: u32 = 905;

/// A lead whose title holds HTML, quotes, bidi controls and 400 characters.
pub const TITLE_TROUBLE: u32 = 951;
/// The contact with the phone of [`TITLE_TROUBLE`].
pub const TITLE_TROUBLE_CONTACT: u32 = 952;

/// A lead that was converted.
pub const CONVERTED_LEAD: u32 = 961;
/// The contact that [`CONVERTED_LEAD`] became.
pub const CONVERTED_CONTACT: u32 = 962;
/// Three contacts of one family with one phone.
pub const FAMILY: [u32; 3] = [971, 972, 973];
/// One of the portal's own companies. It shares its phone with [`MY_COMPANY_CONTACT`].
pub const MY_COMPANY: u32 = 981;
/// A contact with the phone of [`MY_COMPANY`].
pub const MY_COMPANY_CONTACT: u32 = 982;

/// A contact of user 7 with the phone of [`SUPPLIER`].
pub const SUPPLIER_CARD: u32 = 991;
/// A contact in a category that lists do not offer. It belongs to user 7, who may not see it all the same.
pub const SUPPLIER: u32 = 992;

/// Three contacts of one person, which merge without a question. The first is the oldest and has the open deal
/// [`MERGED_DEAL`], the second the most filled, the third the one with the latest activity.
pub const MERGED: [u32; 3] = [1001, 1002, 1003];
/// An open deal of the first of [`MERGED`].
pub const MERGED_DEAL: u32 = 1004;
/// Two contacts of one person that do not merge by themselves: another responsible, another customer number.
pub const CONFLICTING: [u32; 2] = [1011, 1012];

/// A contact who was entered again and again: [`CROWD`] records of one person, of every type. Of each of
/// [`CROWD_PHONES`] there are more than the portal names in one answer, and fewer than that of each type.
pub const CROWDED_CONTACT: u32 = 1101;
/// The phones of [`CROWDED_CONTACT`].
pub const CROWD_PHONES: [&str; 4] =
    ["+31 20 5550 601", "+31 20 5550 602", "+31 20 5550 603", "+31 20 5550 604"];
/// How many records have one of [`CROWD_PHONES`], beside [`CROWDED_CONTACT`].
pub const CROWD: usize = 200;

/// The customer number of a contact, a field that was added.
pub const CUSTOMER_NUMBER: &str = "UF_CRM_1700000000101";

const SALES: u32 = 7;

/// All story records.
pub(super) fn records() -> Vec<Record> {
    [example(), card(), clients(), alone(), switchboard(), hidden(), trouble(), usual(), merging(), crowd()]
        .concat()
}

fn example() -> Vec<Record> {
    vec![
        contact(275, "Irina", "Example").phone("WORK", "1234567").email("irina@example.example"),
        contact(2297, "Ivan", "Example").phone("MOBILE", "11223355").email("ivan@example.example"),
    ]
}

fn card() -> Vec<Record> {
    vec![
        contact(CARD_CONTACT, "Maria", "Keller")
            .phone("MOBILE", CARD_PHONE)
            .email("maria.keller@firma.example")
            .owned_by(SALES),
        lead(511, "Question about delivery", "Maria", "Keller")
            .phone("WORK", "8 (916) 123-45-67")
            .email("Maria.Keller@FIRMA.example")
            .owned_by(SALES),
        lead(512, "Call back on Monday", "M.", "Keller").phone("MOBILE", "79161234567;104"),
        lead(TEN_DIGITS_LEAD, "Number without a country", "Marion", "Kessler").phone("WORK", "9161234567"),
        company(CARD_COMPANY, "Keller & Co.").phone("WORK", "007 916 1234567"),
    ]
}

fn clients() -> Vec<Record> {
    vec![
        deal(DEAL_WITH_CLIENT, "Office furniture", 12_400)
            .of_client(&[CLIENT_CONTACT], Some(CLIENT_COMPANY))
            .in_stage("PREPARATION"),
        contact(CLIENT_CONTACT, "Jonas", "Lindqvist")
            .phone("WORK", "+46 8 5550 1234")
            .email("jonas@nordmobel.example")
            .of_client(&[], Some(CLIENT_COMPANY)),
        company(CLIENT_COMPANY, "Nordmöbel AB")
            .phone("WORK", "+46 8 5550 1200")
            .email("info@nordmobel.example"),
        contact(CLIENT_DUPLICATE, "J.", "Lindqvist").phone("MOBILE", "0046 8 55501234"),
        deal(DEAL_WITHOUT_CLIENT, "Still without a client", 0),
        lead(LEAD_OF_CLIENT, "Second order", "", "")
            .of_client(&[LEAD_CLIENT_CONTACT, LEAD_CLIENT_COLLEAGUE], Some(LEAD_CLIENT_COMPANY)),
        contact(LEAD_CLIENT_CONTACT, "Aiko", "Tanaka")
            .phone("WORK", "+81 3 5550 7788")
            .email("aiko@tanaka-tools.example")
            .of_client(&[], Some(LEAD_CLIENT_COMPANY)),
        company(LEAD_CLIENT_COMPANY, "Tanaka Tools").phone("WORK", "+81 3 5550 7700"),
        contact(LEAD_CLIENT_DUPLICATE, "Aiko", "Tanaka-Brown").email("Aiko@Tanaka-Tools.example"),
        contact(LEAD_CLIENT_COLLEAGUE, "Ren", "Mori")
            .phone("WORK", "+81 3 5550 7700")
            .phone("MOBILE", "+81 90 5550 7711")
            .of_client(&[], Some(LEAD_CLIENT_COMPANY)),
        lead(COLLEAGUE_DUPLICATE, "Asked for a catalogue", "R.", "Mori").phone("MOBILE", "0081 90 55507711"),
    ]
}

fn alone() -> Vec<Record> {
    vec![
        contact(EMPTY_CONTACT, "Nora", "Silent"),
        contact(LONELY_CONTACT, "Otto", "Einsam").phone("MOBILE", "+49 171 5550199"),
    ]
}

fn switchboard() -> Vec<Record> {
    let notations = ["+49 30 5550-100", "0049 30 5550100", "+49 (30) 5550 100", "+49305550100;12"];
    let leads = (SWITCHBOARD_FIRST_LEAD..).zip(notations.iter().cycle()).take(SWITCHBOARD_LEADS as usize);
    let callers = CALLERS.iter().cycle();
    let leads = leads.zip(callers).map(|((id, notation), (name, last_name))| {
        lead(id, &format!("Request through the switchboard #{id}"), name, last_name).phone("WORK", notation)
    });
    let employees = SWITCHBOARD_CONTACTS.into_iter().zip(["Adler", "Brandt", "Conrad"]);
    let contacts = employees.map(|(id, last_name)| {
        contact(id, "Kurt", last_name)
            .phone("WORK", "+49 30 5550100")
            .of_client(&[], Some(SWITCHBOARD_COMPANY))
    });
    let board = company(SWITCHBOARD_COMPANY, "Berliner Werke GmbH").phone("WORK", "+49 30 5550-100");
    leads.chain(contacts).chain([board]).collect()
}

/// Who has called through the switchboard.
const CALLERS: [(&str, &str); 7] = [
    ("Anna", "Albrecht"),
    ("Bernd", "Busch"),
    ("Clara", "Engel"),
    ("Dirk", "Fuchs"),
    ("Eva", "Graf"),
    ("Felix", "Haas"),
    ("Greta", "Jahn"),
];

fn hidden() -> Vec<Record> {
    vec![
        contact(HIDDEN_CARD, "Paula", "Verdeckt").phone("MOBILE", "+49 160 5550300").owned_by(SALES),
        contact(902, "Paula", "Verdeckt").phone("WORK", "0049 160 5550300"),
        contact(903, "Paul", "Verdeckt").phone("HOME", "+491605550300"),
        lead(HIDDEN_LEAD, "Asked at the fair", "Paula", "V.").phone("WORK", "+49 (160) 555 03 00"),
        lead(OWN_LEAD, "Wrote by e-mail", "P.", "Verdeckt").phone("WORK", "+49 160 5550300").owned_by(SALES),
    ]
}

fn trouble() -> Vec<Record> {
    let bidi = "\u{202e}dekcart\u{202c} \u{2066}\u{200f}abc\u{2069}";
    let beginning = format!("<img src=x onerror=\"alert('title')\"> \"quoted\" & 'single' </script> {bidi} ");
    let title: String = beginning.chars().chain("long title ".chars().cycle()).take(400).collect();
    vec![
        lead(TITLE_TROUBLE, &title, "<b>Robert</b>", "O'Tables").phone("WORK", "+44 20 7946 0958"),
        contact(TITLE_TROUBLE_CONTACT, "Robert", "Tables").phone("WORK", "011 44 20 7946 0958"),
    ]
}

fn usual() -> Vec<Record> {
    let family = FAMILY.into_iter().zip(["Lena", "Mark", "Sofia"]);
    let family = family.map(|(id, name)| contact(id, name, "Morozova").phone("HOME", "8 (495) 555-01-77"));
    let others = [
        lead(CONVERTED_LEAD, "From the website", "Greta", "Ohm")
            .phone("MOBILE", "+43 660 5550144")
            .of_client(&[CONVERTED_CONTACT], None)
            .in_stage("CONVERTED"),
        contact(CONVERTED_CONTACT, "Greta", "Ohm")
            .phone("MOBILE", "0043 660 5550144")
            .made_of(CONVERTED_LEAD)
            .last_active(40),
        Record { is_my_company: true, ..company(MY_COMPANY, "Sandbox Trading") }
            .phone("WORK", "+371 5550 0001"),
        contact(MY_COMPANY_CONTACT, "Peter", "Inhouse").phone("WORK", "+371 55500001"),
    ];
    family.chain(others).chain(supplier()).collect()
}

fn supplier() -> [Record; 2] {
    let supplier = contact(SUPPLIER, "Ole", "Supplier").phone("WORK", "+45 5550 0042").owned_by(SALES);
    [
        contact(SUPPLIER_CARD, "Ole", "Supplier").phone("MOBILE", "0045 55500042").owned_by(SALES),
        Record { in_hidden_category: true, ..supplier },
    ]
}

fn merging() -> Vec<Record> {
    let anna = |id| contact(id, "Anna", "Weber").phone("MOBILE", "+49 151 5550 4711");
    let filled = Record {
        post: "Head of purchasing".to_owned(),
        address: "Hafenstr. 4".to_owned(),
        city: "Hamburg".to_owned(),
        comments: "Prefers to be called in the morning.".to_owned(),
        ..anna(1002)
    };
    let boris = |id| contact(id, "Boris", "Lang").phone("WORK", "+49 40 5550 815").email("lang@lang.example");
    vec![
        anna(1001).last_active(3),
        filled
            .email("anna.weber@hafen.example")
            .filled(CUSTOMER_NUMBER, "K-2041")
            .filled("UF_CRM_1700000000102", "42")
            .filled("UF_CRM_1700000000104", "Desks")
            .filled("UF_CRM_1700000000104", "Lamps")
            .last_active(10),
        anna(1003).filled("UF_CRM_1700000000103", "1").last_active(90),
        deal(MERGED_DEAL, "Forty desks", 18_000).of_client(&[1001], None),
        boris(1011).filled(CUSTOMER_NUMBER, "K-3001"),
        boris(1012).filled(CUSTOMER_NUMBER, "K-3077").owned_by(SALES),
    ]
}

/// As the people of a shop enter the same client, one after the other.
fn crowd() -> Vec<Record> {
    /// Leads, contacts and companies of each phone.
    const ALIKE: [usize; 3] = [19, 16, 15];
    let card = contact(CROWDED_CONTACT, "Sophie", "de Vries");
    let card = CROWD_PHONES.iter().fold(card, |card, phone| card.phone("WORK", phone));
    let numbered =
        |alike| (1111..).zip(CROWD_PHONES.iter().flat_map(move |phone| std::iter::repeat_n(phone, alike)));
    let [leads, contacts, companies] = ALIKE.map(numbered);
    let leads =
        leads.map(|(id, phone)| lead(id, &format!("Order #{id}"), "Sophie", "de Vries").phone("WORK", phone));
    let contacts = contacts.map(|(id, phone)| contact(id, "S.", "de Vries").phone("MOBILE", phone));
    let companies =
        companies.map(|(id, phone)| company(id, &format!("De Vries Bloemen #{id}")).phone("WORK", phone));
    let others = leads.chain(contacts).chain(companies).map(|record| {
        let (days, owner) = (u64::from(record.id) * 7 % 50, if record.id % 3 == 0 { SALES } else { 1 });
        record.last_active(days).owned_by(owner)
    });
    [card].into_iter().chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crm::{CommKind, Crm, EntityType, phone_key};
    use rstest::rstest;

    const LEAD: EntityType = EntityType::Lead;
    const CONTACT: EntityType = EntityType::Contact;
    const COMPANY: EntityType = EntityType::Company;

    fn crm() -> Crm {
        crate::data::generate(1, 500)
    }

    /// Every other record with a phone or an e-mail of this one.
    fn others(crm: &Crm, entity_type: EntityType, id: u32) -> Vec<(EntityType, u32)> {
        let record = crm.record(entity_type, id).unwrap();
        let fields = record.communications.iter();
        let mut found: Vec<_> = fields.flat_map(|field| crm.holders(field.kind, &field.value)).collect();
        found.sort_unstable();
        found.dedup();
        found.retain(|holder| *holder != (entity_type, id));
        found
    }

    #[rstest]
    #[case(CONTACT, CARD_CONTACT, &[(LEAD, CARD_LEADS[0]), (LEAD, CARD_LEADS[1]), (COMPANY, CARD_COMPANY)])]
    #[case(LEAD, TEN_DIGITS_LEAD, &[])]
    #[case(CONTACT, CLIENT_CONTACT, &[(CONTACT, CLIENT_DUPLICATE)])]
    #[case(COMPANY, CLIENT_COMPANY, &[])]
    #[case(CONTACT, LEAD_CLIENT_CONTACT, &[(CONTACT, LEAD_CLIENT_DUPLICATE)])]
    #[case(COMPANY, LEAD_CLIENT_COMPANY, &[(CONTACT, LEAD_CLIENT_COLLEAGUE)])]
    #[case(CONTACT, LEAD_CLIENT_COLLEAGUE, &[(LEAD, COLLEAGUE_DUPLICATE), (COMPANY, LEAD_CLIENT_COMPANY)])]
    #[case(LEAD, LEAD_OF_CLIENT, &[])]
    #[case(CONTACT, EMPTY_CONTACT, &[])]
    #[case(CONTACT, LONELY_CONTACT, &[])]
    #[case(
        CONTACT, HIDDEN_CARD,
        &[(LEAD, HIDDEN_LEAD), (LEAD, OWN_LEAD), (CONTACT, HIDDEN_CONTACTS[0]), (CONTACT, HIDDEN_CONTACTS[1])]
    )]
    #[case(LEAD, TITLE_TROUBLE, &[(CONTACT, TITLE_TROUBLE_CONTACT)])]
    #[case(LEAD, CONVERTED_LEAD, &[(CONTACT, CONVERTED_CONTACT)])]
    #[case(CONTACT, FAMILY[0], &[(CONTACT, FAMILY[1]), (CONTACT, FAMILY[2])])]
    #[case(COMPANY, MY_COMPANY, &[(CONTACT, MY_COMPANY_CONTACT)])]
    #[case(CONTACT, SUPPLIER_CARD, &[(CONTACT, SUPPLIER)])]
    #[case(CONTACT, MERGED[0], &[(CONTACT, MERGED[1]), (CONTACT, MERGED[2])])]
    #[case(CONTACT, CONFLICTING[0], &[(CONTACT, CONFLICTING[1])])]
    fn a_story_has_exactly_its_duplicates(
        #[case] entity_type: EntityType,
        #[case] id: u32,
        #[case] expected: &[(EntityType, u32)],
    ) {
        assert_eq!(others(&crm(), entity_type, id), expected);
    }

    #[test]
    fn the_switchboard_has_more_leads_than_the_cap() {
        let found = others(&crm(), COMPANY, SWITCHBOARD_COMPANY);
        let leads = found.iter().filter(|(entity_type, _)| *entity_type == LEAD).count();
        assert_eq!(leads, SWITCHBOARD_LEADS as usize);
        assert_eq!(found.len(), leads + SWITCHBOARD_CONTACTS.len());
    }

    #[test]
    fn the_crowd_is_named_whole() {
        let crm = crm();
        assert_eq!(others(&crm, CONTACT, CROWDED_CONTACT).len(), CROWD);
        for phone in CROWD_PHONES {
            let holders: Vec<_> = crm.holders(CommKind::Phone, phone).collect();
            for of in [LEAD, CONTACT, COMPANY] {
                assert!(
                    holders.iter().filter(|(entity_type, _)| *entity_type == of).count() <= 20,
                    "{phone}"
                );
            }
        }
    }

    #[test]
    fn the_rest_of_the_stories_is_as_told() {
        let crm = crm();
        let example = EXAMPLE_PHONES.map(|phone| crm.holders(CommKind::Phone, phone).collect::<Vec<_>>());
        assert_eq!(example, EXAMPLE_CONTACTS.map(|id| vec![(CONTACT, id)]));
        assert_ne!(phone_key("9161234567"), phone_key(CARD_PHONE));
        let email = crm.record(CONTACT, CARD_CONTACT).unwrap().of_kind(CommKind::Email).next().unwrap();
        let with_email: Vec<_> = crm.holders(CommKind::Email, &email.value).collect();
        assert_eq!(with_email, [(LEAD, CARD_LEADS[0]), (CONTACT, CARD_CONTACT)]);
        let deal = crm.record(EntityType::Deal, DEAL_WITH_CLIENT).unwrap();
        assert_eq!(
            (deal.contact_ids.as_slice(), deal.company_id),
            (&[CLIENT_CONTACT][..], Some(CLIENT_COMPANY))
        );
        let lead = crm.record(LEAD, LEAD_OF_CLIENT).unwrap();
        assert_eq!((lead.contact_ids.len(), lead.company_id), (2, Some(LEAD_CLIENT_COMPANY)));
        let empty = crm.record(EntityType::Deal, DEAL_WITHOUT_CLIENT).unwrap();
        assert_eq!((empty.contact_ids.len(), empty.company_id), (0, None));
        assert_eq!(crm.record(LEAD, TITLE_TROUBLE).unwrap().title.chars().count(), 400);
        let owner = |entity_type, id| crm.record(entity_type, id).unwrap().assigned_by;
        assert_eq!([owner(CONTACT, HIDDEN_CARD), owner(LEAD, OWN_LEAD)], [SALES; 2]);
        assert_eq!([owner(CONTACT, 902), owner(CONTACT, 903), owner(LEAD, HIDDEN_LEAD)], [1; 3]);
        assert!(crm.record(COMPANY, MY_COMPANY).unwrap().is_my_company);
        assert!(EntityType::ALL.into_iter().all(|entity_type| {
            records().iter().all(|record| record.id < FIRST_GENERATED_ID) && crm.count(entity_type) > 0
        }));
    }
}
