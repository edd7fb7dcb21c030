//! What a page says of its article in JSON-LD.

use serde_json::{Map, Value};
use trafilatura::dom::Document;

pub(super) type Node = Map<String, Value>;

/// The JSON-LD of a page: its nodes, flattened.
pub(super) struct JsonLd {
    nodes: Vec<Node>,
}

impl JsonLd {
    /// The nodes of all of the page's scripts; those that can't be parsed are left out.
    pub(super) fn of(document: &Document) -> Self {
        let mut nodes = Vec::new();
        for script in document.query_selector_all(document.root(), "script[type*='ld+json' i]") {
            let text = document.text_content(script);
            let text = text.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[");
            let text = text.trim_end_matches("-->").trim_end_matches("//]]>").trim().trim_end_matches(';');
            // Line breaks inside strings are common, and not JSON.
            let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            if let Ok(value) = serde_json::from_str(&text) {
                flatten(value, &mut nodes);
            }
        }
        Self { nodes }
    }

    /// The article's node: the first whose type says that it is one.
    pub(super) fn article(&self) -> Option<&Node> {
        let posting = |node: &&Node| types(node).any(|t| t.ends_with("BlogPosting") || t == "Report");
        self.nodes
            .iter()
            .find(|node| types(node).any(|t| t.ends_with("Article") && t != "Article"))
            .or_else(|| self.nodes.iter().find(|node| types(node).any(|t| t == "Article")))
            .or_else(|| self.nodes.iter().find(posting))
    }

    /// The posts of the page's live blog, if it is one.
    pub(super) fn live_updates(&self) -> Vec<&Node> {
        let updates = self.nodes.iter().flat_map(|node| listed(node.get("liveBlogUpdate")));
        updates.filter_map(Value::as_object).collect()
    }

    /// The page's own node.
    pub(super) fn page(&self) -> Option<&Node> {
        self.nodes.iter().find(|node| types(node).any(|t| t.ends_with("WebPage")))
    }

    /// The names under `key` of `node`: strings, or the names of the nodes it holds or refers to.
    pub(super) fn names(&self, node: &Node, key: &str) -> Vec<String> {
        let mut names = Vec::new();
        for value in listed(node.get(key)) {
            let name = match value {
                Value::String(name) => Some(name.as_str()),
                Value::Object(object) => self.resolved(object).get("name").and_then(first_string),
                _ => None,
            };
            names.extend(name.map(|n| decoded(n.trim())).filter(|n| !n.is_empty()));
        }
        names.dedup();
        names
    }

    /// The node itself, or the one with its `@id` that has a name.
    fn resolved<'a>(&'a self, node: &'a Node) -> &'a Node {
        let id = node.get("@id").filter(|_| !node.contains_key("name"));
        let named = id.and_then(|id| self.nodes.iter().find(|n| n.get("@id") == Some(id) && n.contains_key("name")));
        named.unwrap_or(node)
    }
}

/// The string under `key`, without character references.
pub(super) fn string(node: &Node, key: &str) -> Option<String> {
    node.get(key).and_then(first_string).map(|s| decoded(s.trim())).filter(|s| !s.is_empty())
}

/// Whether `key` is told to be false.
pub(super) fn is_false(node: &Node, key: &str) -> bool {
    match node.get(key) {
        Some(Value::Bool(value)) => !value,
        Some(Value::String(value)) => value.trim().eq_ignore_ascii_case("false"),
        _ => false,
    }
}

fn first_string(value: &Value) -> Option<&str> {
    listed(Some(value)).find_map(Value::as_str)
}

fn listed(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let list = value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    value.filter(|v| !v.is_array()).into_iter().chain(list)
}

fn types(node: &Node) -> impl Iterator<Item = &str> {
    listed(node.get("@type")).filter_map(Value::as_str).map(|t| t.rsplit('/').next().unwrap_or(t))
}

/// Puts `value`'s nodes in document order: of lists, of `@graph`, of what a page is about; and people and outlets that
/// other nodes may refer to.
fn flatten(value: Value, nodes: &mut Vec<Node>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|v| flatten(v, nodes)),
        Value::Object(mut node) => {
            let inner = ["@graph", "mainEntity", "mainEntityOfPage"].map(|key| node.remove(key));
            if !node.is_empty() {
                nodes.push(node);
            }
            inner.into_iter().flatten().for_each(|v| flatten(v, nodes));
        }
        _ => {}
    }
}

/// `text` without character references: many pages escape twice.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let document = Document::parse(&text.replace('<', "&lt;"));
    document.text_content(document.root())
}
