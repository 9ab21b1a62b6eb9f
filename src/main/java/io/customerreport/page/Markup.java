package io.customerreport.page;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes HTML that is well-formed XML, too: every tag is closed, every text and attribute escaped.
 *
 * <p>{@link #text} is for our own words; what came out of the input goes through {@link
 * UntrustedText}.
 */
final class Markup {

    private final StringWriter html = new StringWriter();
    private final XMLStreamWriter out;

    /** Begins a document. */
    Markup() {
        try {
            // Not the factory that happens to be on the class path.
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(html);
            out.writeDTD("<!DOCTYPE html>");
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
    }

    /**
     * Begins an element.
     *
     * @param attributes names and values in turn; those whose value is null are left out
     */
    Markup open(String element, @Nullable String... attributes) {
        try {
            out.writeStartElement(element);
            writeAttributes(attributes);
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
        return this;
    }

    /** Ends the innermost element. */
    Markup close() {
        try {
            out.writeEndElement();
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
        return this;
    }

    /** An element without content: void in HTML, or of SVG. */
    Markup empty(String element, @Nullable String... attributes) {
        try {
            out.writeEmptyElement(element);
            writeAttributes(attributes);
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
        return this;
    }

    private void writeAttributes(@Nullable String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i + 1] != null) {
                out.writeAttribute(attributes[i], attributes[i + 1]);
            }
        }
    }

    Markup text(String text) {
        try {
            out.writeCharacters(text);
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
        return this;
    }

    /** A whole element that holds a text. */
    Markup element(String element, String text, @Nullable String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** Ends all elements; returns the document. */
    String finish() {
        try {
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
        return html.append('\n').toString();
    }

    private static IllegalStateException inMemory(XMLStreamException e) {
        return new IllegalStateException("a document in memory cannot be written", e);
    }
}
