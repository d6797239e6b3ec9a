#pragma once
#include <string.h>
// Without ICU's headers: Foundation has a copy of its own, and one module cannot see both. What they add is a tail of a struct that
// only libxml2 makes.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>

/// libxml2's allocator is a variable, which Swift 6 refuses to read.
static inline void shim_xml_free(void *pointer) { xmlFree(pointer); }

/// Parses UTF-8 HTML, repairing what is broken, without network and without messages on standard error.
/// `stopped` becomes the message of an error that cut the document short, or null.
static inline htmlDocPtr shim_html_parse(const char *bytes, int length, char *stopped, int capacity) {
    stopped[0] = 0;
    htmlParserCtxtPtr context = htmlNewParserCtxt();
    if (context == NULL) return NULL;
    // The HTML parser passes this option over in its own list; its node stack looks for it here.
    context->options |= XML_PARSE_HUGE;
    int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT
        | HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE;
    htmlDocPtr document = htmlCtxtReadMemory(context, bytes, length, NULL, "UTF-8", options);
    const xmlError *error = xmlCtxtGetLastError(context);
    int isCut = context->disableSAX != 0 || (error != NULL && (error->code == XML_ERR_INTERNAL_ERROR || error->code == XML_ERR_NO_MEMORY));
    if (isCut && error != NULL && error->message != NULL) strncat(stopped, error->message, capacity - 1);
    else if (isCut) strncat(stopped, "the parser stopped", capacity - 1);
    htmlFreeParserCtxt(context);
    return document;
}

/// A reader over one XML part of at most `length` bytes: no network, no entities put in, no external parts. It is UTF-8 whatever it says,
/// or UTF-16 where it begins with that mark.
static inline xmlTextReaderPtr shim_xml_reader(const char *bytes, int length) {
    int isWide = length > 1 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
    return xmlReaderForMemory(bytes, length, NULL, isWide ? NULL : "UTF-8", XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
}

/// Reads on to the next `page` (1) or `path` (2) of an SVG, past its definitions: 0 at the end, -1 where it is broken.
static inline int shim_svg_next(xmlTextReaderPtr reader) {
    int state = xmlTextReaderRead(reader);
    while (state == 1) {
        const char *name = (const char *)xmlTextReaderConstLocalName(reader);
        int isElement = xmlTextReaderNodeType(reader) == XML_READER_TYPE_ELEMENT && name != NULL;
        if (isElement && strcmp(name, "page") == 0) return 1;
        if (isElement && strcmp(name, "path") == 0) return 2;
        state = isElement && strcmp(name, "defs") == 0 ? xmlTextReaderNext(reader) : xmlTextReaderRead(reader);
    }
    return state;
}
