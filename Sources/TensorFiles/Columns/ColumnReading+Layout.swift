internal import CKernels
internal import Tensors

extension ColumnReading {
    /// Finds the columns and where their records begin.
    mutating func layout() throws(TableError) -> Layout {
        guard var position = native.table.pointee.start, let end = native.table.pointee.end else { throw .empty }
        if end - position >= 3, position[0] == 0xEF, position[1] == 0xBB, position[2] == 0xBF { position += 3 }
        native.setDialect(options, delimiter: UInt8(ascii: ","))
        passLines(options.skippedLines, &position, end)
        if options.separator == .automatic {
            native.setDialect(options, delimiter: sniffedDelimiter(position) ?? 0)
        } else if case .character(let delimiter) = options.separator {
            native.setDialect(options, delimiter: delimiter)
        } else {
            native.setDialect(options, delimiter: 0)
        }
        if options.findsTheRest, options.skippedLines == 0 { passPreamble(&position, end) }
        skippedLines = position > (native.table.pointee.start ?? position) ? native.line(of: position) - 1 : 0
        if options.footerRecords > 0 { cutFooter(from: position) }
        let named = header(&position)
        return try layout(named, from: position)
    }

    /// The columns, of which these names are known.
    private mutating func layout(_ named: [String]?, from start: UnsafePointer<UInt8>) throws(TableError) -> Layout {
        let first = firstRecord(from: start)?.count ?? 0
        var width = max(first, named?.count ?? 0, options.names?.count ?? 0)
        guard width > 0 else { throw .empty }
        var names: [String?] = options.names ?? named ?? (0..<width).map { String($0) }
        if options.dropsFurtherFields || hasEmptyEnd(names.count, first, start) {
            width = names.count
            native.table.pointee.takes_longer = true
        }
        let further = max(width - names.count, 0)
        // Columns that are picked out are counted from the first, and what follows them has no names.
        if options.columns != nil {
            names += Array(repeating: nil, count: further)
        } else {
            names = Array(repeating: nil, count: further) + names
            if further > 0, options.findsTheRest { remarks.append(.unnamed(count: further)) }
        }
        let isWanted = try wanted(names)
        if options.columns != nil { native.table.pointee.takes_longer = true }
        native.setColumns(missingWords(names))
        var sample = ColumnSample(
            native, from: start, width: width, most: options.rowLimit ?? .max, size: blockSize / 2)
        sample.classify(native)
        if options.findsTheRest { findTheRest(&sample, names) }
        var layout = Layout(names: names, isWanted: isWanted, start: start, sample: sample, kinds: [])
        layout.kinds = names.indices.map { index in
            // What the sample doesn't show, the records do.
            let kind = FieldBits.kind(sample.seen[index], asked: asked(index, layout), hasRows: true)
            return sample.records.isEmpty && asked(index, layout) == nil ? CK_WHOLE : kind
        }
        return layout
    }

    /// Whether the records end in what stands between fields, with nothing behind it.
    private func hasEmptyEnd(_ count: Int, _ first: Int, _ start: UnsafePointer<UInt8>) -> Bool {
        guard options.findsTheRest, first == count + 1 else { return false }
        return ColumnSample(native, from: start, width: first, most: 1000).records.allSatisfy {
            $0.count < first || $0[first - 1].isEmpty
        }
    }

    private func missingWords(_ names: [String?]) -> [[String]] {
        names.map { name in
            let more = name.flatMap { options.missingWordsByName[$0] } ?? []
            return more.isEmpty ? options.missingWords : options.missingWords + more
        }
    }

    private func wanted(_ names: [String?]) throws(TableError) -> [Bool] {
        guard let columns = options.columns else { return names.map { _ in true } }
        var isWanted = names.map { _ in false }
        for column in columns {
            switch column {
            case .index(let index):
                let place = index < 0 ? index + names.count : index
                guard names.indices.contains(place) else {
                    throw .noColumn(index, row: 1, line: 1, count: names.count)
                }
                isWanted[place] = true
            case .name(let name):
                guard let place = names.firstIndex(of: name) else {
                    let areThere = headerLine != nil || options.names != nil
                    throw .unknownColumn(name, among: areThere ? names.compactMap(\.self) : [])
                }
                isWanted[place] = true
            }
        }
        return isWanted
    }

    // MARK: - Lines

    private func passLines(_ count: Int, _ position: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
        for _ in 0..<count where position < end {
            while position < end, position.pointee != 10, position.pointee != 13 { position += 1 }
            if position < end {
                position += position.pointee == 13 && position + 1 < end && position[1] == 10 ? 2 : 1
            }
        }
    }

    /// The fields of the first record from a place on; nil if there is none.
    private func firstRecord(from start: UnsafePointer<UInt8>) -> [[UInt8]]? {
        var position: UnsafePointer<UInt8>? = start
        while let place = position, let end = native.table.pointee.end, place < end {
            if let fields = native.record(&position) { return fields.map { native.content($0.start, $0.end) } }
        }
        return nil
    }

    /// Ends the text where its last records begin.
    private func cutFooter(from start: UnsafePointer<UInt8>) {
        var places: [UnsafePointer<UInt8>] = []
        var position: UnsafePointer<UInt8>? = start
        while let place = position, let end = native.table.pointee.end, place < end {
            if native.record(&position) == nil { continue }
            places.append(place)
            if places.count > 2 * options.footerRecords { places.removeFirst(options.footerRecords) }
        }
        native.table.pointee.end =
            places.count > options.footerRecords
            ? places[places.count - options.footerRecords] : places.first ?? start
    }

    // MARK: - Names

    /// The names of the columns, if the file has them; `position` moves behind them.
    private mutating func header(_ position: inout UnsafePointer<UInt8>) -> [String]? {
        guard options.header != .absent else { return nil }
        var wanted = 0
        if case .record(let number) = options.header { wanted = number }
        var place: UnsafePointer<UInt8>? = position
        while let start = place, let end = native.table.pointee.end, start < end {
            guard let fields = native.record(&place) else { continue }
            guard wanted == 0 else {
                wanted -= 1
                continue
            }
            let texts = fields.map { native.content($0.start, $0.end) }
            if options.header == .automatic, !canBeNames(texts) { return nil }
            headerLine = native.line(of: start)
            position = place ?? position
            return Self.distinct(texts.map { String(decoding: $0, as: UTF8.self) })
        }
        if options.header != .automatic { position = place ?? position }
        return nil
    }

    /// Whether no field is a number, nor anything that begins like one, and not all are missing.
    private func canBeNames(_ fields: [[UInt8]]) -> Bool {
        native.setColumns([ColumnOptions.usualMissingWords])
        let filled = fields.filter { !$0.isEmpty }
        guard !filled.isEmpty else { return false }
        var missing = 0
        for field in filled {
            let bits = ColumnSample.bits(of: field, native, 0)
            if bits & FieldBits.numbers != 0 || bits & UInt32(CK_SEEN_TRUTH) != 0 { return false }
            if bits & UInt32(CK_SEEN_MISSING) != 0 { missing += 1 }
            let start =
                field.first { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "$") } ?? 0
            if 48...57 ~= start, NumberMarks.Form(String(decoding: field, as: UTF8.self)) != nil { return false }
        }
        return missing < filled.count
    }

    /// The names as pandas makes them distinct: `a`, `a.1`; an empty one is called by its place.
    static func distinct(_ names: [String]) -> [String] {
        var result = names
        let empty = names.indices.filter { names[$0].isEmpty }
        for index in empty { result[index] = "Unnamed: \(index)" }
        var counts: [String: Int] = [:]
        var present = Set(result)
        for index in result.indices.filter({ !names[$0].isEmpty }) + empty {
            let original = result[index]
            var name = original
            var count = counts[name] ?? 0
            while count > 0 {
                counts[original] = count + 1
                name = "\(original).\(count)"
                count = present.contains(name) ? count + 1 : counts[name] ?? 0
            }
            result[index] = name
            present.insert(name)
            counts[name] = count + 1
        }
        return result
    }
}
