//! Signs that an answer is one page of several. Each is a key beside the list, or in an object beside it.

use serde_json::Value;

/// Keys with the address or the name of the next page; letters and digits only. Sources: OData (`@odata.nextLink`,
/// `__next`), Azure (`nextLink`), Salesforce (`nextRecordsUrl`), Google (`nextPageToken`), Airtable (`offset`), AWS
/// (`NextToken`), Slack (`next_cursor`), Django REST framework (`next`), Azure Cosmos DB (`continuationToken`), Square
/// (`cursor`), Amazon Cognito (`PaginationToken`), Jira (`startAt`), OData's `$skip` (`skip`), OAI-PMH
/// (`resumptionToken`).
const NEXT: [&str; 26] = [
    "odatanextlink",
    "nextlink",
    "nextrecordsurl",
    "nextpagetoken",
    "nextpageurl",
    "nextpagelink",
    "nextpage",
    "nexttoken",
    "nextcursor",
    "nextmarker",
    "next",
    "offset",
    "continuationtoken",
    "continuation",
    "cursor",
    "nextpagecursor",
    "nextcursormark",
    "nextoffset",
    "nextstart",
    "nextskip",
    "nextkey",
    "nexturl",
    "paginationtoken",
    "resumptiontoken",
    "startat",
    "skip",
];

/// Members of an object `next`. Sources: HubSpot (`paging.next.after`), Partner Center's API (`links.next.uri`), HAL
/// (`_links.next.href`).
const OF_NEXT: [&str; 8] = ["after", "uri", "href", "link", "url", "page", "cursor", "token"];

/// An object with the key at which the next page starts. Source: AWS DynamoDB.
const LAST_KEY: &str = "lastevaluatedkey";

/// Keys with the number of pages. Sources: Spring (`totalPages`), Laravel (`last_page`), Kaminari (`total_pages`), Yii
/// (`pageCount`), Algolia (`nbPages`), WordPress (`pages`).
const PAGES: [&str; 7] = ["totalpages", "lastpage", "pagecount", "pagescount", "numpages", "nbpages", "pages"];

/// Keys with the number of this page, from 0 or 1. Sources: Laravel (`current_page`), Zoho (`page`), .NET libraries
/// (`pageNumber`, `pageIndex`).
const PAGE: [&str; 4] = ["page", "currentpage", "pagenumber", "pageindex"];

/// Keys that are true if there is more. Sources: GraphQL (`hasNextPage`), HubSpot (`has-more`), Stripe (`has_more`), Zoho
/// (`more_records`), Dynamics 365 (`@Microsoft.Dynamics.CRM.morerecords`), AWS (`IsTruncated`), GitHub
/// (`incomplete_results`), NetSuite (`hasMore`), CMIS (`hasMoreItems`).
const MORE: [&str; 14] = [
    "hasmore",
    "hasmoreitems",
    "hasmoreresults",
    "hasmorerecords",
    "hasmorepages",
    "hasnextpage",
    "hasnext",
    "more",
    "moreresults",
    "moredata",
    "morerecords",
    "istruncated",
    "truncated",
    "incompleteresults",
];

/// Keys that are false if there is more. Sources: Salesforce (`done`), Spring (`last`), Atlassian (`isLast`).
const DONE: [&str; 8] = ["done", "last", "islast", "lastpage", "islastpage", "complete", "iscomplete", "finished"];

/// Keys with the number of contacts on all pages. Sources: OData (`@odata.count`, `__count`), Salesforce (`totalSize`),
/// Django REST framework (`count`), HubSpot and Elasticsearch (`total`), SCIM (`totalResults`), Spring (`totalElements`),
/// ArcGIS and SOAP services (`recordCount`), Solr (`numFound`), Algolia (`nbHits`), DataTables (`recordsFiltered`).
const TOTAL: [&str; 22] = [
    "odatacount",
    "count",
    "total",
    "totalsize",
    "totalcount",
    "totalresults",
    "totalrecords",
    "totalitems",
    "totalelements",
    "totalentries",
    "totalrows",
    "totalhits",
    "totalcontacts",
    "recordcount",
    "recordsfiltered",
    "resultcount",
    "itemcount",
    "rowcount",
    "contactcount",
    "contactscount",
    "numfound",
    "nbhits",
];

/// Returns whether a member says that another page follows. `parent` is the key of the object around it.
pub(super) fn is_next_page(parent: &str, key: &str, value: &Value) -> bool {
    let (parent, key) = (letters(parent), letters(key));
    let is = |keys: &[&str]| keys.contains(&key.as_str());
    if (is(&PAGES) || is(&PAGE))
        && let Some(number) = number(value)
    {
        return number > 1;
    }
    let as_bool = match value {
        Value::Bool(is_true) => Some(*is_true),
        Value::String(text) => text.trim().to_ascii_lowercase().parse().ok(),
        _ => None,
    };
    match as_bool {
        Some(true) => return is(&MORE) || MORE.iter().any(|more| key.ends_with(more) && key.starts_with("microsoft")),
        Some(false) => return is(&DONE),
        None => {}
    }
    match value {
        Value::String(text) if matches!(text.trim(), "" | "0") => false,
        Value::String(_) | Value::Number(_) if parent == LAST_KEY => true,
        Value::String(text) if key == "rel" || key == "relation" => text.eq_ignore_ascii_case("next"),
        Value::String(_) => is(&NEXT) || parent == "next" && is(&OF_NEXT),
        // The offset of the first page is 0; one that isn't the first is as incomplete as one that isn't the last.
        Value::Number(number) => is(&NEXT) && number.as_f64() != Some(0.0) || parent == "next" && is(&OF_NEXT),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => false,
    }
}

/// Returns the number of contacts on all pages, if a member has it.
pub(super) fn total(key: &str, value: &Value) -> Option<u64> {
    number(value).filter(|_| TOTAL.contains(&letters(key).as_str()))
}

fn number(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// Returns the letters and digits of a key, in lower case.
pub(super) fn letters(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn signs_of_a_next_page_are_known() {
        for (parent, key, value) in [
            ("", "@odata.nextLink", json!("https://graph.microsoft.com/v1.0/users?$skiptoken=x")),
            ("d", "__next", json!("https://services.odata.org/x?$skiptoken=2")),
            ("", "nextRecordsUrl", json!("/services/data/v60.0/query/01g-2000")),
            ("", "done", json!(false)),
            ("", "offset", json!("itrEN2TCbrcSN2BMs/recEN2TCbrcSN2BMs")),
            ("", "offset", json!(100)),
            ("", "nextPageToken", json!("CAo")),
            ("next", "after", json!("100")),
            ("pageInfo", "hasNextPage", json!(true)),
            ("", "@Microsoft.Dynamics.CRM.morerecords", json!(true)),
            ("", "rel", json!("next")),
            ("", "cursor", json!("abc")),
            ("", "hasMore", json!("true")),
            ("", "isLast", json!("False")),
            ("pagination", "totalPages", json!(3)),
            ("", "last_page", json!("4")),
            ("", "page", json!(2)),
            ("LastEvaluatedKey", "id", json!("7")),
        ] {
            assert!(is_next_page(parent, key, &value), "{parent} {key}");
        }
        for (parent, key, value) in [
            ("", "@odata.nextLink", json!("")),
            ("", "next", json!(null)),
            ("", "done", json!(true)),
            ("", "offset", json!(0)),
            ("pageInfo", "hasNextPage", json!(false)),
            ("", "@odata.deltaLink", json!("https://graph.microsoft.com/v1.0/users/delta?x")),
            ("previous", "href", json!("/page/1")),
            ("", "rel", json!("self")),
            ("", "cursor", json!("")),
            ("", "hasMore", json!("false")),
            ("", "last", json!("true")),
            ("pagination", "totalPages", json!(1)),
            ("", "last_page", json!(1)),
            ("", "page", json!(1)),
            ("pageInfo", "endCursor", json!("Mg")),
        ] {
            assert!(!is_next_page(parent, key, &value), "{parent} {key}");
        }
    }

    #[test]
    fn totals_are_known() {
        assert_eq!(total("@odata.count", &json!(250)), Some(250));
        assert_eq!(total("__count", &json!("250")), Some(250));
        assert_eq!(total("totalSize", &json!(1)), Some(1));
        assert_eq!(total("recordCount", &json!(3)), Some(3));
        assert_eq!(total("size", &json!(1)), None);
        assert_eq!(total("total", &json!(-1)), None);
    }
}
