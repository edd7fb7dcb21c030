//! GEXF 1.3 (gexf.net), for Gephi.

use std::io::{self, Write};

use quick_xml::Writer;

use super::{ATTRIBUTES, Graph, Type, Value};

pub(crate) fn write(out: &mut dyn Write, graph: &Graph) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    let root = xml.create_element("gexf").with_attribute(("xmlns", "http://gexf.net/1.3"));
    root.with_attribute(("version", "1.3")).write_inner_content(|xml| {
        let inner = xml.create_element("graph").with_attribute(("defaultedgetype", "directed"));
        inner.write_inner_content(|xml| body(xml, graph))?;
        Ok(())
    })?;
    Ok(())
}

fn body(xml: &mut Writer<&mut dyn Write>, graph: &Graph) -> io::Result<()> {
    xml.create_element("attributes")
        .with_attribute(("class", "node"))
        .write_inner_content(|xml| attribute(xml, "entity", Type::Text))?;
    xml.create_element("attributes").with_attribute(("class", "edge")).write_inner_content(|xml| {
        ATTRIBUTES.iter().try_for_each(|(name, kind)| attribute(xml, name, *kind))?;
        attribute(xml, "proposition", Type::Text)
    })?;
    xml.create_element("nodes").write_inner_content(|xml| {
        for (name, entity) in &graph.parties {
            let node = xml.create_element("node").with_attribute(("id", name.as_str()));
            let node = node.with_attribute(("label", name.as_str()));
            match entity {
                Some(id) => node.write_inner_content(|xml| values(xml, [("entity", id.clone())]))?,
                None => node.write_empty()?,
            };
        }
        Ok(())
    })?;
    xml.create_element("edges").write_inner_content(|xml| {
        for (number, edge) in graph.edges.iter().enumerate() {
            let id = format!("e{number}");
            let element = xml.create_element("edge").with_attribute(("id", id.as_str()));
            let element = element.with_attribute(("source", edge.from.as_str()));
            element.with_attribute(("target", edge.to.as_str())).write_inner_content(|xml| {
                let told = edge.attributes.iter().map(|(name, value)| (*name, Value::text(value)));
                values(xml, told.chain([("proposition", edge.proposition.clone())]))
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn attribute(xml: &mut Writer<&mut dyn Write>, name: &str, kind: Type) -> io::Result<()> {
    let kind = if matches!(kind, Type::Count) { "long" } else { "string" };
    let element = xml.create_element("attribute").with_attribute(("id", name)).with_attribute(("title", name));
    element.with_attribute(("type", kind)).write_empty().map(drop)
}

fn values<'v>(xml: &mut Writer<&mut dyn Write>, values: impl IntoIterator<Item = (&'v str, String)>) -> io::Result<()> {
    xml.create_element("attvalues").write_inner_content(|xml| {
        values.into_iter().try_for_each(|(name, value)| {
            let element = xml.create_element("attvalue").with_attribute(("for", name));
            element.with_attribute(("value", value.as_str())).write_empty().map(drop)
        })
    })?;
    Ok(())
}
