internal import Interpreter
internal import Rendering
internal import Tensors

/// The table that `whos` shows.
enum WorkspaceTable {
    /// The maximum widths of a name, a shape and a line, in columns.
    private static let (nameWidth, shapeWidth, width) = (20, 18, 80)

    /// The user's names with what each holds, in alphabetical order, and what they hold together.
    ///
    /// - Parameter tables: the shapes of tables, and words about them.
    static func markup(
        for workspace: Workspace, lineage: Lineage, tables: [String: (shape: String, words: String)] = [:]
    ) -> Markup {
        let names = workspace.order.sorted()
        if names.isEmpty { return "no names yet\n" }
        var rows: [[Markup]] = []
        var held = HeldStorage()
        let stale = lineage.stale(in: workspace)
        let sharing = SharedNames(in: workspace)
        for name in names {
            guard let value = workspace.value(name) else { continue }
            held.add(value)
            let bytes = value.byteCount
            rows.append([
                Markup(HelpText.shortened(name, to: nameWidth), .name),
                Markup(HelpText.shortened(tables[name]?.shape ?? extent(of: value), to: shapeWidth), .shape),
                Markup(typeName(of: value)), Markup(bytes > 0 ? String(bytes) : ""),
                cell(of: name, in: workspace, lineage, isStale: stale[name] != nil),
            ])
        }
        let titles = ["name", "shape", "type", "bytes", "cell"]
        let taken = titles.indices.reduce(0) { sum, column in
            sum + 2 + (rows.map { $0[column].displayWidth } + [titles[column].count]).reduce(0, max)
        }
        var table = TextTable(titles.map { .init($0, $0 == "bytes" ? .right : .left) } + [.init("range or value")])
        for (name, row) in zip(names, rows) {
            guard let value = workspace.value(name) else { continue }
            let words = [sharing.words[name], sharing.isSame(name) ? nil : tables[name]?.words ?? summary(of: value)]
                .compactMap(\.self)
            table.append(row + [Markup(HelpText.shortened(words.joined(separator: ": "), to: width - taken))])
        }
        var page = table.markup + "\n"
        let shared = held.isShared ? ", storage that names share counted once" : ""
        page += "\(Words.count(names.count, "name")), \(ByteCount.text(held.bytes)) held\(shared)\n"
        page.isCutToFit = true
        return page
    }

    /// The number of the cell that set a name, and whether the value is stale: `[4] stale`.
    private static func cell(of name: String, in workspace: Workspace, _ lineage: Lineage, isStale: Bool) -> Markup {
        guard let index = workspace.origin(of: name), lineage.records.indices.contains(index) else { return "" }
        var markup = Markup("[\(lineage.records[index].cell.number)]")
        if isStale { markup.append(" stale", .stale) }
        return markup
    }

    /// The shape, or the number of items.
    private static func extent(of value: Value) -> String {
        switch value {
        case .array(let tensor): tensor.shape.description
        case .list(let items): Words.count(items.count, "item")
        case .tuple(let items): Words.count(items.count, "item")
        case .dictionary(let dictionary): Words.count(dictionary.count, "key")
        case .set(let set): Words.count(set.count, "item")
        case .view(let view): Words.count(view.dictionary.count, "item")
        case .range(let range): Words.count(range.count, "item")
        case .string(let text): Words.count(text.count, "character")
        default: ""
        }
    }

    private static func typeName(of value: Value) -> String {
        switch value {
        case .array(let tensor): "\(tensor.dtype)"
        case .scalar(let scalar): "\(scalar.dtype)"
        case .none: "None"
        case .builtin, .method: "function"
        default: value.typeName.split(separator: ".").last.map(String.init) ?? ""
        }
    }

    /// A number itself, the range of a tensor, or the beginning of the text of anything else.
    private static func summary(of value: Value) -> String {
        switch value {
        case .array(let array):
            range(of: array.tensor) + (array.columnNames.map { "; columns \($0.names.joined(separator: ", "))" } ?? "")
        case .function(let function): function.shownSignature
        case .builtin(let builtin): builtin.shownSignature
        case .generator, .none: ""
        case .string(let text): PythonText.repr(String(text.string.unicodeScalars.prefix(width)))
        case .list(let items): "[\(beginning(of: items.items))]"
        case .tuple(let items): "(\(beginning(of: items.items)))"
        case .dictionary(let dictionary): "{\(beginning(of: dictionary))}"
        case .set(let set) where !set.isFrozen && set.count > 0: "{\(beginning(of: set.keys))}"
        case .scalar: value.text
        default: value.briefText
        }
    }

    /// The first items of a list; containers among them are shown by their type.
    private static func beginning(of items: [Value]) -> String {
        items.prefix(20).map(word).joined(separator: ", ") + (items.count > 20 ? ", …" : "")
    }

    private static func beginning(of dictionary: DictionaryObject) -> String {
        let pairs = zip(dictionary.keys.prefix(20), dictionary.values).map { "\(word($0)): \(word($1))" }
        return pairs.joined(separator: ", ") + (dictionary.count > 20 ? ", …" : "")
    }

    private static func word(_ item: Value) -> String {
        item.shape != nil && !item.isNumber || item.isCompound ? item.kindAndSize : item.briefText
    }

    /// The range of a tensor's elements: `0.02058 to 0.9699`, `3 of 10 True`.
    static func range(of tensor: Tensor) -> String {
        if tensor.count == 0 { return "empty" }
        switch tensor {
        case .other where tensor.dtype.isComplex:
            var flags: FloatingPointFlags = []
            return (try? Tensor.unary(.absolute, tensor, flags: &flags)).map { "|z| \(range(of: $0.asFloat64()))" }
                ?? ""
        case .other where tensor.dtype.kind == .floating: return range(of: tensor.asFloat64())
        case .other:
            let (low, high) = ((try? tensor.minimum())?.scalarValue, (try? tensor.maximum())?.scalarValue)
            guard let low, let high else { return "" }
            let (first, last) = (NumPyText.scalar(low), NumPyText.scalar(high))
            return first == last ? first : "\(first) to \(last)"
        case .bool(let array):
            var count = 0
            array.forEach { if $0 { count += 1 } }
            return "\(count) of \(array.count) True"
        case .int64(let array):
            var (low, high) = (Int.max, Int.min)
            array.forEach { (low, high) = (min(low, $0), max(high, $0)) }
            return low == high ? "\(low)" : "\(low) to \(high)"
        case .float64(let array): return range(of: array)
        }
    }

    private static func range(of array: NDArray<Double>) -> String {
        var (low, high, others) = (Double.infinity, -Double.infinity, 0)
        array.forEach { number in
            if number.isFinite { (low, high) = (min(low, number), max(high, number)) } else { others += 1 }
        }
        if others == array.count { return "nothing finite" }
        return (low == high ? digits(low) : "\(digits(low)) to \(digits(high))")
            + (others > 0 ? ", \(others) not finite" : "")
    }

    /// A number with four significant digits, enough to recognize it.
    private static func digits(_ number: Double) -> String {
        let rounded = (try? FormatArgument.float(number).formatted(".4g")).flatMap(PythonNumber.float(from:)) ?? number
        return PythonText.repr(rounded)
    }
}
