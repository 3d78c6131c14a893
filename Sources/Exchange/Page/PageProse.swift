internal import Markdown

/// Converts the prose of a page from Markdown to HTML.
struct PageProse {
    let code: PageCode
    /// The headings of the whole page so far.
    var outline = PageOutline()

    /// The HTML of blocks.
    mutating func html(of blocks: [MarkdownBlock]) -> String {
        var text = ""
        for block in blocks { text += html(of: block, isTight: false) }
        return text
    }

    private mutating func html(of block: MarkdownBlock, isTight: Bool) -> String {
        switch block {
        case .heading(let level, let content): return heading(level, content)
        case .paragraph(let content):
            return isTight ? inlines(content) + "\n" : "<p>\(inlines(content))</p>\n"
        case .list(let start, let isTight, let items): return list(start, isTight, items)
        case .code(let language, let text):
            let isPython = ["python", "py", "python3", "descent"].contains(language?.lowercased() ?? "")
            let shown = isPython ? code.lines(of: text).joined(separator: "\n") : HTMLText.escaped(text)
            return "<pre class=\"block\"><code>\(shown)</code></pre>\n"
        case .quote(let content): return "<blockquote>\n\(html(of: content))</blockquote>\n"
        case .table(let columns, let header, let rows): return table(columns, header, rows)
        case .rule: return "<hr>\n"
        }
    }

    private mutating func heading(_ level: Int, _ content: [MarkdownInline]) -> String {
        let (level, name) = outline.place(heading: level, content.plain)
        return "<h\(level) id=\"\(HTMLText.escaped(name))\">\(inlines(content))</h\(level)>\n"
    }

    private mutating func list(_ start: Int?, _ isTight: Bool, _ items: [[MarkdownBlock]]) -> String {
        let tag = start == nil ? "ul" : "ol"
        var text = "<\(tag)\(start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? "")>\n"
        for item in items {
            text += "<li>"
            for block in item { text += html(of: block, isTight: isTight) }
            text += "</li>\n"
        }
        return text + "</\(tag)>\n"
    }

    private func table(
        _ columns: [MarkdownAlignment], _ header: [[MarkdownInline]], _ rows: [[[MarkdownInline]]]
    ) -> String {
        func row(_ cells: [[MarkdownInline]], _ tag: String) -> String {
            let cells = zip(cells, columns).map { content, alignment in
                let side = alignment.className.map { " class=\"\($0)\"" } ?? ""
                let scope = tag == "th" ? " scope=\"col\"" : ""
                return "<\(tag)\(scope)\(side)>\(inlines(content))</\(tag)>"
            }
            return "<tr>\(cells.joined())</tr>\n"
        }
        let body = rows.isEmpty ? "" : "<tbody>\n\(rows.map { row($0, "td") }.joined())</tbody>\n"
        return """
            <div class="wide"><table>
            <thead>
            \(row(header, "th"))</thead>
            \(body)</table></div>

            """
    }

    // MARK: - Inlines

    /// The HTML of the inline content.
    func inlines(_ content: [MarkdownInline]) -> String { content.map { inline($0) }.joined() }

    private func inline(_ inline: MarkdownInline) -> String {
        switch inline {
        case .text(let text): return HTMLText.escaped(text)
        case .emphasis(let content): return "<em>\(inlines(content))</em>"
        case .strong(let content): return "<strong>\(inlines(content))</strong>"
        case .code(let text): return "<code>\(HTMLText.escaped(text))</code>"
        case .formula(let text): return "<span class=\"formula\">\(HTMLText.escaped(text))</span>"
        case .link(let destination, let title, let content):
            return link(to: destination, title, inlines(content))
        case .image(let source, let title, let alternative):
            guard let picture = HTMLText.picture(source) else {
                let words = alternative.isEmpty ? source : alternative
                return link(to: source, title, HTMLText.escaped("[\(words)]"))
            }
            return "<img src=\"\(picture)\" alt=\"\(HTMLText.escaped(alternative))\"\(titled(title))>"
        case .softBreak: return "\n"
        case .lineBreak: return "<br>\n"
        }
    }

    /// A link; only its content if the destination isn't allowed.
    private func link(to destination: String, _ title: String?, _ content: String) -> String {
        guard let destination = HTMLText.destination(destination) else { return content }
        let leads = destination.hasPrefix("#") ? "" : " rel=\"noopener noreferrer\""
        return "<a href=\"\(HTMLText.escaped(destination))\"\(titled(title))\(leads)>\(content)</a>"
    }

    private func titled(_ title: String?) -> String { title.map { " title=\"\(HTMLText.escaped($0))\"" } ?? "" }
}

extension MarkdownAlignment {
    fileprivate var className: String? {
        switch self {
        case .natural: nil
        case .left: "left"
        case .center: "center"
        case .right: "right"
        }
    }
}

/// The headings of a page: one is its title, and below it no level is skipped, whatever levels the texts use.
struct PageOutline {
    /// The levels, in the texts, of the headings above the current position.
    private var open: [Int] = []
    /// Whether the next heading is the title of the page.
    var awaitsTitle = true
    private var names: Set<String> = []

    /// The level of a heading in the page, and its anchor.
    mutating func place(heading level: Int, _ words: String) -> (level: Int, name: String) {
        let name = name(for: words)
        if awaitsTitle {
            awaitsTitle = false
            return (1, name)
        }
        while let last = open.last, last >= level { open.removeLast() }
        open.append(level)
        return (min(open.count + 1, 6), name)
    }

    /// The level of a cell's title, below the headings before it.
    var levelOfCells: Int { min(open.count + 2, 6) }

    /// An anchor in Jupyter's form, unique in the page.
    private mutating func name(for words: String) -> String {
        // Anchors with a point or a colon are reserved for cells and parts of figures.
        let plain = words.map { $0.isWhitespace ? "-" : $0 == ":" || $0 == "." ? "-" : String($0) }.joined()
        let base = plain.isEmpty ? "heading" : plain
        var (name, count) = (base, 1)
        while !names.insert(name).inserted {
            count += 1
            name = "\(base)-\(count)"
        }
        return name
    }
}
