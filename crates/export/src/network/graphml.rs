//! GraphML (graphml.graphdrawing.org), for NetworkX, igraph, yEd and Gephi.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::{ATTRIBUTES, Graph, Type, Value};

pub(crate) fn write(out: &mut dyn Write, graph: &Graph) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    let root = xml.create_element("graphml").with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"));
    root.write_inner_content(|xml| {
        let key = |xml: &mut Writer<&mut dyn Write>, id: &str, of: &str, kind: Type| {
            let kind = if matches!(kind, Type::Count) { "long" } else { "string" };
            let key = xml.create_element("key").with_attribute(("id", id)).with_attribute(("for", of));
            key.with_attribute(("attr.name", id)).with_attribute(("attr.type", kind)).write_empty().map(drop)
        };
        key(xml, "entity", "node", Type::Text)?;
        ATTRIBUTES.iter().try_for_each(|(name, kind)| key(xml, name, "edge", *kind))?;
        key(xml, "proposition", "edge", Type::Text)?;
        let inner = xml.create_element("graph").with_attribute(("id", "claims"));
        inner.with_attribute(("edgedefault", "directed")).write_inner_content(|xml| body(xml, graph))?;
        Ok(())
    })?;
    Ok(())
}

fn body(xml: &mut Writer<&mut dyn Write>, graph: &Graph) -> io::Result<()> {
    for (name, entity) in &graph.parties {
        let node = xml.create_element("node").with_attribute(("id", name.as_str()));
        match entity {
            Some(id) => node.write_inner_content(|xml| data(xml, "entity", id))?,
            None => node.write_empty()?,
        };
    }
    for (number, edge) in graph.edges.iter().enumerate() {
        let id = format!("e{number}");
        let element = xml.create_element("edge").with_attribute(("id", id.as_str()));
        let element = element.with_attribute(("source", edge.from.as_str()));
        element.with_attribute(("target", edge.to.as_str())).write_inner_content(|xml| {
            edge.attributes.iter().try_for_each(|(name, value)| data(xml, name, &Value::text(value)))?;
            data(xml, "proposition", &edge.proposition)
        })?;
    }
    Ok(())
}

fn data(xml: &mut Writer<&mut dyn Write>, key: &str, value: &str) -> io::Result<()> {
    let element = xml.create_element("data").with_attribute(("key", key));
    element.write_text_content(BytesText::new(value)).map(drop)
}
