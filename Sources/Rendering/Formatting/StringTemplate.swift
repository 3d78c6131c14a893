internal import Kernels

/// The part of a `str.format` field that selects a value.
public struct FormatField: Sendable, Equatable {
    /// The argument that a field starts from.
    public enum Key: Sendable, Equatable {
        /// A positional argument, numbered explicitly or automatically.
        case position(Int)
        /// A keyword argument.
        case name(String)
    }

    /// A step from a value to a part of it.
    public enum Accessor: Sendable, Equatable {
        /// `.name`
        case attribute(String)
        /// `[0]`
        case index(Int)
        /// `[key]`, for mappings.
        case key(String)
    }

    /// The argument that the field starts from.
    public var key: Key
    /// The steps from there.
    public var accessors: [Accessor]

    /// Makes a field.
    public init(key: Key, accessors: [Accessor]) {
        self.key = key
        self.accessors = accessors
    }
}

/// Python's `template.format(…)` (CPython's `unicode_format.h`).
public struct StringTemplate {
    /// Fills in a template, field by field from the left.
    ///
    /// - Parameter resolve: returns a field's value; it may throw ``StringTemplateError/positionOutOfRange(_:)``,
    ///   ``StringTemplateError/unknownName(_:)`` or an error of its own.
    /// - Throws: ``FormatError`` with Python's wording, or the error of `resolve`.
    public static func text(
        _ template: String, resolving resolve: (FormatField) throws -> FormatArgument
    ) throws -> String {
        var numbering = Numbering()
        let scalars = Array(template.unicodeScalars.polled(work: 4))
        return try text(scalars[...], depth: 2, numbering: &numbering, resolving: resolve)
    }

    /// Fills in a template whose fields have no accessors.
    ///
    /// - Throws: ``FormatError`` with Python's wording; accessors are ignored.
    public static func text(
        _ template: String, positional: [FormatArgument], named: [String: FormatArgument] = [:]
    ) throws -> String {
        try text(template) { field in
            switch field.key {
            case .position(let index):
                guard positional.indices.contains(index) else { throw FormatError.template(.positionOutOfRange(index)) }
                return positional[index]
            case .name(let name):
                guard let value = named[name] else { throw FormatError.template(.unknownName(name)) }
                return value
            }
        }
    }

    /// Whether fields are numbered explicitly or automatically.
    private struct Numbering {
        var next = 0
        var isAutomatic: Bool?
    }

    private static func text(
        _ template: ArraySlice<Unicode.Scalar>, depth: Int, numbering: inout Numbering,
        resolving resolve: (FormatField) throws -> FormatArgument
    ) throws -> String {
        guard depth > 0 else { throw FormatError.template(.recursionExceeded) }
        var rest = template
        var result = ""
        var meter = WorkMeter()
        // The text of interrupted work is discarded.
        while let scalar = rest.popFirst(), !meter.shouldStop(after: 16) {
            guard scalar == "{" || scalar == "}" else {
                result.unicodeScalars.append(scalar)
                continue
            }
            if rest.first == scalar {
                rest.removeFirst()
                result.unicodeScalars.append(scalar)
                continue
            }
            if scalar == "}" { throw FormatError.template(.singleClosingBrace) }
            if rest.isEmpty { throw FormatError.template(.singleOpeningBrace) }
            let source = try FieldSource(taking: &rest)
            let argument = try resolve(try field(source.name, numbering: &numbering))
            var specification = String(String.UnicodeScalarView(source.specification))
            if source.specification.contains("{") {
                specification = try text(
                    source.specification, depth: depth - 1, numbering: &numbering, resolving: resolve)
            }
            result += try converted(argument, source.conversion).formatted(specification)
        }
        return result
    }

    private static func converted(
        _ argument: FormatArgument, _ conversion: Unicode.Scalar?
    ) throws(FormatError) -> FormatArgument {
        switch conversion {
        case nil: return argument
        case "r": return .string(argument.representation)
        case "s": return .string(argument.string)
        case "a": return .string(argument.ascii)
        case .some(let other): throw .template(.unknownConversion(other))
        }
    }

    /// Splits `0.shape[1]` into its key and accessors, and numbers an empty key.
    private static func field(
        _ name: ArraySlice<Unicode.Scalar>, numbering: inout Numbering
    ) throws(FormatError) -> FormatField {
        let first = name.prefix { $0 != "." && $0 != "[" }
        let number = try integer(first)
        let isAutomatic = first.isEmpty
        var key = FormatField.Key.name(String(String.UnicodeScalarView(first)))
        if isAutomatic || number != nil {
            if let before = numbering.isAutomatic, before != isAutomatic {
                throw isAutomatic ? .template(.automaticAfterManual) : .template(.manualAfterAutomatic)
            }
            numbering.isAutomatic = isAutomatic
            key = .position(number ?? numbering.next)
            if isAutomatic { numbering.next += 1 }
        }
        return FormatField(key: key, accessors: try accessors(name.dropFirst(first.count)))
    }

    private static func accessors(
        _ text: ArraySlice<Unicode.Scalar>
    ) throws(FormatError) -> [FormatField.Accessor] {
        var rest = text
        var accessors: [FormatField.Accessor] = []
        while let scalar = rest.popFirst() {
            let name: ArraySlice<Unicode.Scalar>
            switch scalar {
            case ".":
                name = rest.prefix { $0 != "." && $0 != "[" }
                rest = rest.dropFirst(name.count)
            case "[":
                name = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(name.count)
                guard rest.popFirst() != nil else { throw .template(.missingBracket) }
            default: throw .template(.dotOrBracketExpected)
            }
            if name.isEmpty { throw .template(.emptyAttribute) }
            let text = String(String.UnicodeScalarView(name))
            if scalar == "." {
                accessors.append(.attribute(text))
            } else {
                accessors.append(try integer(name).map { .index($0) } ?? .key(text))
            }
        }
        return accessors
    }

    /// The value of a text of decimal digits; nil for other texts.
    private static func integer(_ text: ArraySlice<Unicode.Scalar>) throws(FormatError) -> Int? {
        guard !text.isEmpty, text.allSatisfy({ $0.decimalValue != nil }) else { return nil }
        var rest = text
        return try FormatSpecification.takeInteger(&rest)
    }
}

/// The parts of a field between its braces.
private struct FieldSource {
    var name: ArraySlice<Unicode.Scalar>
    var conversion: Unicode.Scalar?
    var specification: ArraySlice<Unicode.Scalar> = []

    /// Reads a field after its opening brace, up to and including its closing one.
    init(taking rest: inout ArraySlice<Unicode.Scalar>) throws(FormatError) {
        let whole = rest
        var end: Unicode.Scalar?
        scan: while let scalar = rest.popFirst() {
            switch scalar {
            case "{": throw .template(.braceInFieldName)
            case "[": rest = rest.drop { $0 != "]" }
            case "}", ":", "!":
                end = scalar
                break scan
            default: break
            }
        }
        guard let end else { throw .template(.missingClosingBrace) }
        name = whole[..<(rest.startIndex - 1)]
        if end == "}" { return }
        if end == "!" {
            guard let letter = rest.popFirst() else { throw .template(.missingConversion) }
            conversion = letter
            if let next = rest.popFirst() {
                if next == "}" { return }
                if next != ":" { throw .template(.colonExpected) }
            }
        }
        let specificationStart = rest.startIndex
        var depth = 1
        while let scalar = rest.popFirst() {
            depth += scalar == "{" ? 1 : scalar == "}" ? -1 : 0
            if depth == 0 {
                specification = whole[specificationStart..<(rest.startIndex - 1)]
                return
            }
        }
        throw .template(.unmatchedBrace)
    }
}
